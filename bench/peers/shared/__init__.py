"""What all tenants share: their registry."""
