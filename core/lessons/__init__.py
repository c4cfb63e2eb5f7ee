"""What went well and what chafed: noted in a second, without names, for the report."""
