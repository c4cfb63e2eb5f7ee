"""A restricted file of Marit about a family, and the people around it."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask

from core.accounts.models import Role
from core.families.models import FamilyRole
from core.meldcode.services import NoteContent, note_step, open_file
from core.meldcode.steps import Step
from core.work import Office
from tenants.context import TenantContext
from tests.casework import make_family
from tests.fixtures_web import TODAY, Person, Working, hire

SECRET = "Blauwe plekken op beide armen"


@dataclass(frozen=True)
class Restricted:
    """The file with its keeper and second person, and a colleague who is neither."""

    id: UUID
    family: UUID
    keeper: Person
    second: Person
    colleague: Person


@pytest.fixture
def restricted(app: Flask, office: Office, tenant: TenantContext, working: Working) -> Restricted:
    keeper, second, colleague = (
        hire(app, office, tenant, Role.COORDINATOR, name) for name in ("Marit", "Youssef", "Joke")
    )
    with working(keeper.actor) as work:
        family = make_family(work, FamilyRole.ASKING, coordinator_id=keeper.account.membership_id)
        file = open_file(work, family, second.account.membership_id)
        note_step(work, file, Step.SIGNALS, NoteContent(SECRET), TODAY)
    return Restricted(file, family, keeper, second, colleague)
