"""A road between two gemeenten."""

import pytest
from flask import Flask

from core.families.models import FamilyRole
from core.work import Office
from tenants.context import TenantContext
from tests.handovers.moving import Road, set_out


@pytest.fixture
def road(app: Flask, office: Office, tenant: TenantContext, other_tenant: TenantContext) -> Road:
    """A vraaggezin that said yes."""
    return set_out(app, office, tenant, other_tenant)


@pytest.fixture
def offering_road(
    app: Flask, office: Office, tenant: TenantContext, other_tenant: TenantContext
) -> Road:
    """A steungezin near the border that said yes."""
    return set_out(app, office, tenant, other_tenant, FamilyRole.OFFERING)
