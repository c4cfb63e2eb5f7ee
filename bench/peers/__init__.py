"""A schema for each tenant, by django-tenants: the same list and insert, without login or log."""
