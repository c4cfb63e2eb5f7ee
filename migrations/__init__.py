"""Alembic migrations of `tenants` and `core`."""
