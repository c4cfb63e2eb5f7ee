"""The ground: who is a tenant, and the wall between tenants."""
