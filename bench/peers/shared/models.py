"""The registry, as django-tenants wants it."""

from django_tenants.models import DomainMixin, TenantMixin


class Programme(TenantMixin):
    """A tenant: its schema is made when it is saved."""

    auto_create_schema = True


class Domain(DomainMixin):
    """The host name of a tenant."""
