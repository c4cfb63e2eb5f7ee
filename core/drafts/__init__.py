"""What somebody typed and has not sent yet: kept sealed, offered again, gone once it is sent."""
