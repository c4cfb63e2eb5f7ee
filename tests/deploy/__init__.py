"""What is put on a server, tried."""
