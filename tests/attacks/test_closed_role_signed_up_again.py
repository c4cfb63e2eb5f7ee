"""Signing a family up again does not open the closed file of a colleague behind its back."""

from typing import NamedTuple
from uuid import UUID

import pytest
from flask import Flask

from core.accounts.models import Role
from core.errors import NeedsReason
from core.families import services
from core.families.access import access_file
from core.families.models import FamilyRole
from core.work import Office
from tenants.context import TenantContext
from tests.families.households import make_family
from tests.fixtures_web import Person, Working, hire

ASKING, OFFERING = FamilyRole.ASKING, FamilyRole.OFFERING


class Past(NamedTuple):
    """A family that asked once, with another coordinator, and offers now."""

    family: UUID
    before: Person
    now: Person


@pytest.fixture
def past(app: Flask, office: Office, tenant: TenantContext, working: Working) -> Past:
    before = hire(app, office, tenant, Role.COORDINATOR, "Wie het was")
    now = hire(app, office, tenant, Role.COORDINATOR, "Wie het is")
    with working(before.actor) as work:
        family = make_family(work, before.account.membership_id)
        services.become_offering(work, family, now.account.membership_id)
    return Past(family, before, now)


@pytest.mark.parametrize("to_myself", [True, False])
def test_a_closed_role_opens_with_a_reason(past: Past, working: Working, to_myself: bool) -> None:
    mine = past.now.account.membership_id if to_myself else None
    with pytest.raises(NeedsReason), working(past.now.actor) as work:
        services.open_role(work, past.family, ASKING, mine)
    with working(past.now.actor) as work:
        services.give_reason(work, past.family, "Zij vragen weer steun", ASKING)
    with working(past.now.actor) as work:
        services.open_role(work, past.family, ASKING, mine)
        assert access_file(work, past.family, ASKING).closed_on is None


def test_a_former_steungezin_opens_with_a_reason(past: Past, working: Working) -> None:
    with working(past.now.actor) as work:
        services.close_file(work, past.family, OFFERING, "no_time")
        services.give_reason(work, past.family, "Zij vragen weer steun", ASKING)
    with working(past.now.actor) as work:
        services.open_role(work, past.family, ASKING, past.before.account.membership_id)
    with pytest.raises(NeedsReason), working(past.before.actor) as work:
        services.become_offering(work, past.family, past.before.account.membership_id)


def test_its_own_coordinator_needs_none(past: Past, working: Working) -> None:
    mine = past.before.account.membership_id
    with working(past.now.actor) as work:
        services.open_role(work, past.family, ASKING, mine)
    with working(past.before.actor) as work:
        assert access_file(work, past.family, ASKING).closed_on is None
