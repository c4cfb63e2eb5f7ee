"""Where operators see tenants and totals, never a file."""
