"""Alembic migrations of the ground and of core."""
