"""Somebody who works in two tenants, logged in at the first."""

from dataclasses import dataclass

from flask import Flask

from core.accounts.models import Role
from core.accounts.services import add_member
from core.accounts.workplaces import note_workplace
from core.work import Office, Work
from tenants.context import TenantContext
from tests.fixtures_web import Browser, Person, hire, host_of


@dataclass(frozen=True)
class Both:
    """A person with a role here and there."""

    here: TenantContext
    there: TenantContext
    person: Person

    def hop(self) -> str:
        """The address, at the other host, of a fresh way in."""
        answer = self.person.browser.get(f"/mijn-gemeenten/{self.there.slug}")
        assert answer.status_code == 303, answer.status_code
        return "/" + answer.location.split("/", 3)[3]


def in_both(
    app: Flask,
    office: Office,
    here: TenantContext,
    there: TenantContext,
    role: Role = Role.COORDINATOR,
    other_role: Role = Role.COORDINATOR,
) -> Both:
    person = hire(app, office, here, role)
    for tenant, held in ((here, role), (there, other_role)):
        with office.work(tenant) as work:
            # Noted by the service, as the fixture hires past it.
            join(work, person, held)
    return Both(here, there, person)


def join(work: Work, person: Person, role: Role) -> None:
    add_member(work, email=person.account.email, name=person.account.name, role=role)
    note_workplace(work, person.account.identity_id)


def at(app: Flask, tenant: TenantContext) -> Browser:
    """A fresh browser at a host."""
    return Browser(app, host_of(tenant))
