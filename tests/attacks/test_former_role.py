"""The couplings of a former vraaggezin are closed to its new role, as its notes are."""

from typing import NamedTuple
from uuid import UUID

import pytest
from flask import Flask

from core.accounts.models import Role
from core.couplings.models import CouplingPhase
from core.evaluations.models import Evaluation, EvaluationKind
from core.families import services
from core.families.models import FamilyRole
from core.work import Office
from tenants.context import TenantContext
from tests.families.households import couple, make_family
from tests.fixtures_web import TODAY, Person, Working, hire

ASKING, OFFERING = FamilyRole.ASKING, FamilyRole.OFFERING
PAGES = ("", "/contract.pdf", "/afspraken", "/contact", "/terug", "/afronden")


class Past(NamedTuple):
    """A family that was supported once, now of another coordinator as steungezin."""

    family: UUID
    coupling: UUID
    evaluation: UUID
    before: Person
    now: Person


@pytest.fixture
def past(app: Flask, office: Office, tenant: TenantContext, working: Working) -> Past:
    before = hire(app, office, tenant, Role.COORDINATOR, "Wie het was")
    now = hire(app, office, tenant, Role.COORDINATOR, "Wie het is")
    with working(before.actor) as work:
        family = make_family(work, before.account.membership_id)
        other = make_family(work, before.account.membership_id, "Verhoef", OFFERING)
        pair = couple(work, family, other, CouplingPhase.ENDED)
        evaluation = Evaluation(
            coupling_id=pair.coupling, kind=EvaluationKind.HALF_YEAR, due_on=TODAY,
            variant="standard", variant_version=1,
        )  # fmt: skip
        work.add(evaluation)
        services.become_offering(work, family, now.account.membership_id)
    return Past(family, pair.coupling, evaluation.id, before, now)


def test_the_new_coordinator_gives_a_reason_first(past: Past) -> None:
    browser = past.now.browser
    reason = f"/gezinnen/{past.family}/reden?rol=asking&verder="
    for page in PAGES:
        answer = browser.get(f"/koppelingen/{past.coupling}{page}")
        assert (answer.status_code, answer.location[: len(reason)]) == (302, reason), page
    evaluation = browser.get(f"/evaluaties/{past.evaluation}")
    assert evaluation.status_code == 302
    given = browser.post(answer.location, {"reason": "Het gezin vroeg erom"})
    assert browser.get(given.location).status_code == 200
    assert browser.get(f"/koppelingen/{past.coupling}").status_code == 200


def test_the_coordinator_of_the_steungezin_of_then_needs_none(past: Past) -> None:
    assert past.before.browser.get(f"/koppelingen/{past.coupling}").status_code == 200
