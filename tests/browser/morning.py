"""Rhenen as the day finds it: who works there, and which families they know."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Membership, Role
from core.calendar.dayparts import from_keys
from core.couplings.services import make_definitive, note_agreements, start_introduction
from core.couplings.services import start_trial as begin_trial
from core.families.models import (
    AppointmentKind,
    ContactWay,
    FamilyMember,
    FamilyRole,
    MemberKind,
)
from core.families.services import (
    ContactNote,
    NewAppointment,
    NewFamily,
    NewMember,
    create_family,
    note_contact,
    plan_appointment,
)
from core.jobs.running import run_job
from core.matching.services import (
    OfferDetails,
    RequestDetails,
    add_offer,
    add_request,
    propose,
)
from core.network.services import PartnerDetails, add_partner
from core.programme.services import set_pilot
from core.safety.services import record_safety_check, see_vog
from core.tasks import TASKS
from core.work import Actor, Work
from tenants.context import TenantContext
from tests.browser.running import Colleague, RunningHouse
from tests.canary.watching import Canary
from tests.couplings.pairs import both_say

SATURDAY = from_keys(["za-ochtend", "za-middag"])
WHY = "Beide gezinnen willen het graag."
MARK = "z~qkanarie"
NAMES = ("Aydin", "De Wit", "Kaya", "Okafor", "Pronk", "Haddad", "Yilmaz", "Amrani", "Elif")
"""Of families: in no mail, no log, no feed and not at the gemeente next door."""
NOTED = "Elif vertelt dat Mila op dinsdag zwemt."


@dataclass(frozen=True)
class Morning:
    """The programme at half past eight."""

    house: RunningHouse
    tenant: TenantContext
    next_door: TenantContext
    canary: Canary
    bram: Colleague
    marit: Colleague
    sanne: Colleague
    ada: Colleague
    hanna: Colleague

    @property
    def home(self) -> str:
        return self.house.address(self.tenant.slug)

    @property
    def there(self) -> str:
        return self.house.address(self.next_door.slug)

    def reminds(self) -> None:
        """Send the mails of the morning."""
        [task] = [one for one in TASKS.all() if one.name == "remind_by_mail"]
        run_job(self.house.office, task, {"tenant_id": self.tenant.id})


def comes(house: RunningHouse) -> Morning:
    """Everything as it is on Monday morning."""
    rhenen, veenendaal = house.found("rhenen", "Rhenen"), house.found("veenendaal", "Veenendaal")
    bram = house.hire(veenendaal, Role.COORDINATOR, "Bram van Zuid")
    canary = _next_door(house, veenendaal)
    people = (
        house.hire(rhenen, Role.COORDINATOR, "Marit Hendriks"),
        house.hire(rhenen, Role.COORDINATOR, "Sanne de Groot"),
        house.hire(rhenen, Role.ADMIN, "Ada Visser"),
        house.hire(rhenen, Role.GEMEENTE, "Hanna de Wolf"),
    )
    with house.office.work(rhenen) as work:
        first, last = date(2026, 1, 1), date(2027, 12, 31)
        set_pilot(work, starts_on=first, ends_on=last, target=10, budget_cents=4_000_000)
        of = select(Membership.id).where(Membership.role == Role.COORDINATOR)
        marit, sanne = work.session.scalars(of.order_by(Membership.id))
    with house.office.work(rhenen, Actor("member", marit, people[0].name, "coordinator")) as work:
        _families(work, marit)
        add_partner(work, PartnerDetails("Basisschool De Regenboog", "school", "Rhenen"))
    with house.office.work(rhenen, Actor("member", sanne, people[1].name, "coordinator")) as work:
        theirs = _asks(work, sanne, "Jansen-Yilmaz", "Ayla", "Kees")
        tomorrow = NewAppointment(
            FamilyRole.ASKING, AppointmentKind.TALK, work.today + timedelta(days=1), where="De Es 9"
        )
        plan_appointment(work, theirs[0], tomorrow)
    return Morning(house, rhenen, veenendaal, canary, bram, *people)


def _next_door(house: RunningHouse, tenant: TenantContext) -> Canary:
    """A family of another gemeente, with a name that is heard wherever it comes."""
    with house.office.work(tenant) as work:
        person = work.session.scalars(select(Membership.id)).one()
    with house.office.work(tenant, Actor("member", person, "Bram van Zuid", "coordinator")) as work:
        family_id, request_id = _asks(work, person, f"{MARK} Bakker", f"{MARK} Roos", "Tim")
    ids = frozenset((family_id, request_id))
    return Canary(tenant.id, tenant.slug, tenant.name, MARK, ids)


def _families(work: Work, marit: UUID) -> None:
    aydin = _asks(work, marit, "Aydin-de Wit", "Elif", "Mila")
    kaya = _offers(work, marit, "De Bruin-Kaya", "Joris")
    start_introduction(
        work, propose(work, aydin[1], kaya[1], reason=WHY), on_date=work.today - timedelta(days=7)
    )
    when = work.today - timedelta(days=3)
    note_contact(
        work,
        aydin[0],
        ContactNote(FamilyRole.ASKING, ContactWay.PHONE, "Elif", NOTED, when),
    )
    talk = NewAppointment(FamilyRole.OFFERING, AppointmentKind.TALK, work.today, where="De Brink 4")
    plan_appointment(work, kaya[0], talk)
    pronk = _asks(work, marit, "Pronk", "Femke", "Daan")
    bos = _offers(work, marit, "Bos-Haddad", "Nadia")
    together = start_introduction(
        work, propose(work, pronk[1], bos[1], reason=WHY), on_date=work.today - timedelta(days=90)
    )
    both_say(work, together, "after_introduction")
    begin_trial(
        work, together, from_date=work.today - timedelta(days=80),
        until=work.today - timedelta(days=30), reason=WHY,
    )  # fmt: skip
    both_say(work, together, "after_trial")
    items = {"when": "Elke woensdag", "if_it_fails": "Bel elkaar"}
    note_agreements(work, together, items, contract_on=work.today)
    make_definitive(work, together, on_date=work.today - timedelta(days=28), reason=WHY)
    _offers(work, marit, "Verhoef", "Jorien", email="jorien@verhoef.example")
    _asks(work, marit, "Okafor", "Grace", "Joy")


def _asks(work: Work, marit: UUID, name: str, parent: str, child: str) -> tuple[UUID, UUID]:
    """A vraaggezin with a request: (family, request)."""
    people = (
        NewMember(MemberKind.PARENT, parent, phone="+31600005678", message_safe=True),
        NewMember(MemberKind.CHILD, child, born_on=date(2018, 5, 2)),
    )
    family_id = create_family(
        work, NewFamily(name, "Rhenen", "3911", "nl", FamilyRole.ASKING, marit, people)
    )
    record_safety_check(work, family_id, outcome="safe", note="Rustig huis.", done_on=work.today)
    [child_id] = _members(work, family_id, MemberKind.CHILD)
    wanted = RequestDetails(
        title=f"{child}, zaterdag", member_id=child_id, forms=("weekend",), dayparts=SATURDAY
    )
    return family_id, add_request(work, family_id, wanted)


def _offers(
    work: Work, marit: UUID, name: str, adult: str, *, email: str | None = None
) -> tuple[UUID, UUID]:
    """A steungezin with an offer, of which everybody's VOG was seen."""
    people = (NewMember(MemberKind.ADULT, adult, email=email, message_safe=True),)
    family_id = create_family(
        work, NewFamily(name, "Rhenen", "3911", "nl", FamilyRole.OFFERING, marit, people)
    )
    for adult_id in _members(work, family_id, MemberKind.ADULT):
        see_vog(work, adult_id, work.today)
    given = OfferDetails(
        title="Zaterdag", forms=("weekend",), dayparts=SATURDAY, pets=(), smokes=False,
        languages=("nl",),
    )  # fmt: skip
    return family_id, add_offer(work, family_id, given)


def _members(work: Work, family_id: UUID, kind: MemberKind) -> list[UUID]:
    wanted = select(FamilyMember.id).where(
        FamilyMember.family_id == family_id, FamilyMember.kind == kind
    )
    return list(work.session.scalars(wanted))
