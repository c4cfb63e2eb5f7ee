"""One invented programme: its tenant, its staff, and working in it on a chosen day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from core.accounts.models import Role
from core.accounts.services import add_member
from core.agenda.keeping_hours import OfficeHours, add_office_hours, close_on
from core.calendar.clock import FixedClock
from core.demo.areas import areas_of, keep_areas
from core.demo.people import People
from core.demo.plan import (
    INHABITANTS_ON,
    INHABITANTS_SOURCE,
    YEAR_END,
    YEAR_START,
    ProgrammePlan,
)
from core.places.places import Place, area, places_of
from core.programme.services import set_pilot, set_programme
from core.work import SYSTEM_ACTOR, Actor, Office, Work
from tenants.context import TenantContext, TenantState
from tenants.provisioning import NewTenant, create_tenant

EUROS_PER_COUPLING = 3_000
TUESDAY = 1


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works in a programme, with the address to log in with."""

    role: Role
    name: str
    email: str


class Town:
    """A programme in which families can be invented; `today` is the last day of the story."""

    def __init__(self, office: Office, plan: ProgrammePlan, today: date, seed: int) -> None:
        self.office = office
        self.plan = plan
        self.today = today
        self.people = People(seed)
        self.random = self.people.random
        self.tenant = self._found()
        self.places: tuple[Place, ...] = places_of(plan.area_code)[:6]
        self.areas = areas_of(plan.area_code, self.places)
        self.coordinator = self.officer = SYSTEM_ACTOR
        self.staff: tuple[Staff, ...] = ()

    def _found(self) -> TenantContext:
        plan = self.plan
        state = TenantState.PREPARATION if plan.in_preparation else TenantState.ACTIVE
        return create_tenant(
            self.office.database,
            self.office.settings.master_key,
            NewTenant(
                slug=plan.slug,
                name=area(plan.area_code).name,
                area_code=plan.area_code,
                inhabitants=plan.inhabitants,
                inhabitants_on=INHABITANTS_ON,
                inhabitants_source=INHABITANTS_SOURCE,
                organisation=plan.organisation,
                organisation_kind=plan.organisation_kind,
                state=state,
                hue=plan.hue,
            ),
        )

    @contextmanager
    def on(self, day: date, actor: Actor | None = None) -> Iterator[Work]:
        """A unit of work on a day of the story, never later than its last day."""
        clock = FixedClock(min(day, self.today))
        office = self.office
        told = Office(office.database, office.settings, clock, office.plugins)
        with told.work(self.tenant, actor or self.coordinator) as work:
            yield work

    def hire(self, password: str) -> None:
        """Give the programme its coordinator, manager and reader of figures."""
        people = self.people
        self.staff = tuple(
            Staff(role, name := people.staff(), people.mail_address(name, self.plan.slug))
            for role in (Role.COORDINATOR, Role.ADMIN, Role.GEMEENTE)
        )
        members: dict[Role, UUID] = {}
        with self.on(YEAR_START - timedelta(days=150), SYSTEM_ACTOR) as work:
            for person in self.staff:
                members[person.role] = add_member(
                    work, email=person.email, name=person.name, role=person.role, password=password
                )
        first = self.staff[0]
        self.coordinator = Actor("member", members[first.role], first.name, first.role)
        officer = self.staff[-1]
        self.officer = Actor("member", members[officer.role], officer.name, officer.role)

    def set_up(self) -> None:
        """Set whom to call, the pilot with its money until the end of June, where people live."""
        budget = self.plan.target * EUROS_PER_COUPLING * 100
        spent_share = self.random.randint(46, 56)
        with self.on(YEAR_START, SYSTEM_ACTOR) as work:
            set_programme(
                work,
                contact_name=self.staff[0].name,
                contact_phone="06 00 00 00 00",
                contact_hours="Maandag, dinsdag en donderdag van 9.00 tot 15.00 uur",
            )
            set_pilot(
                work,
                starts_on=YEAR_START,
                ends_on=YEAR_END,
                target=self.plan.target,
                budget_cents=budget,
                spent_cents=budget * spent_share // 100,
                spent_until=date(YEAR_START.year, 6, 30),
            )
            keep_areas(work, self.areas)

    def open_doors(self) -> None:
        """Hold office hours in the library every Tuesday, but not next week."""
        with self.on(YEAR_START) as work:
            hours = OfficeHours(
                TUESDAY, time(9), time(11), "bibliotheek, Kerkplein 2",
                "De koffie staat klaar.", self.coordinator.id,
            )  # fmt: skip
            walk_in = add_office_hours(work, hours)
        with self.on(self.today) as work:
            days = (TUESDAY - self.today.weekday()) % 7 + 7
            close_on(work, walk_in, self.today + timedelta(days=days))

    def place(self) -> str:
        """A place in this programme's area."""
        return self.random.choice(self.places).name if self.places else self.tenant.name

    def postcode(self) -> str:
        """The four digits of one of the areas in which families live."""
        return self.random.choice(self.areas).postcode4

    def place_of(self, postcode4: str) -> str:
        """The place that an area lies in."""
        return next(area.place for area in self.areas if area.postcode4 == postcode4)
