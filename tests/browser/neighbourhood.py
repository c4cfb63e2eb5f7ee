"""A programme with something of everything, and who walks through it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select

from core.accounts.credentials import find_login
from core.accounts.feeds import make_feed
from core.accounts.links import make_link
from core.accounts.models import (
    Hop,
    Invitation,
    LinkPurpose,
    Membership,
    OperatorSession,
    Role,
)
from core.accounts.services import add_member
from core.accounts.sessions import hash_of, new_token, open_session
from core.attachments.models import Attachment
from core.channels.links import address_of
from core.channels.models import ChannelLink
from core.console.console_access import add_operator, make_operator_link
from core.couplings.models import Coupling, CouplingPhase
from core.demo.build import Story
from core.demo.choosing import give_link
from core.demo.licensing import grant_licence, share_documents
from core.demo.moving_on import stand_in
from core.demo.plan import DEMO_TODAY, LICENSED, LOPIK, PLANS
from core.demo.sharing import share
from core.demo.town import Town
from core.exporting.of_plugins import everything
from core.exporting.services import ask_export, make_export
from core.extension.suppliers import ChangeKind
from core.families.files import has_running_coupling
from core.families.models import FamilyFile, FamilyMember, FamilyRole, MemberKind
from core.families.services import NewMember, become_offering, close_file
from core.figures.publish import publish_figures
from core.handovers.packing import Choices, record_yes
from core.handovers.sending import send_handover
from core.importing.carrying import carry_out
from core.importing.services import bring_file, map_columns, start_import
from core.jobs.running import run_job
from core.matching.models import RequestState, SupportRequest
from core.programme.services import set_programme
from core.recruiting.mailing import mail_profile, preview_mail
from core.recruiting.models import ProfileRecipient, SearchProfile
from core.recruiting.proposing import propose
from core.recruiting.recipients import people_to_mail
from core.recruiting.services import start_profile
from core.recruiting.stopping import STOP_PATH, stop_reference
from core.referrals.draft import REFER_DOOR, ReferralDraft, ReferrerDraft
from core.referrals.models import Referral, StatusLink
from core.referrals.references import receipt_reference, status_reference
from core.referrals.services import receive
from core.signals.models import Signal, SignalLink
from core.signals.references import link_reference
from core.signals.references import receipt_reference as signal_receipt
from core.suppliers.consents import record_yes_to
from core.suppliers.models import SupplierChange
from core.suppliers.one_time import give_link as give_package_link
from core.suppliers.one_time import reference_of
from core.suppliers.outbox import leave
from core.tasks import TASKS
from core.work import SYSTEM_ACTOR, Office, Work
from tests.browser.running import PASSWORD, RunningHouse
from tests.families.households import make_family, offer
from tests.plugin_hosts import switched_on
from tests.recruiting.shown import show as show_profile

ZAANSTAD = PLANS[-1]
"""The largest of the demo: it has every phase, and figures that are split."""

WORK_STARTS = ("/start", "/", "/gezinnen?wie=alle&fase=closed", "/week?ook=volgende-week")
"""The third is what a filter leads to, and no link; the last has the talks of the week to come."""
WITHOUT_NAME = ReferralDraft(
    FamilyRole.ASKING,
    REFER_DOOR,
    source="school",
    named=False,
    story="Ik denk aan een gezin, en wil eerst overleggen.",
    referrer=ReferrerDraft("Tineke Vos", "intern begeleider", "De Regenboog", "+31600001234"),
)


@dataclass(frozen=True)
class Walker:
    """Somebody who walks through a host: the cookie, and where the walk begins."""

    slug: str
    cookie: str | None
    starts: tuple[str, ...]


LIST = "Rol;Achternaam;Voornaam;Telefoon\nvraaggezin;Uitlijst;Sara;0600001111\nx;Fout;Piet;06"


def files_and_lists(office: Office, town: Town) -> None:
    """A list that waits, one that came in and one that was only brought; and a file to fetch."""
    imports: list[UUID] = []
    for step in range(3):
        with office.work(town.tenant, town.coordinator) as work:
            imports.append(bring_file(work, f"lijst {step}.csv", LIST.encode()))
            if step:
                map_columns(work, imports[-1], {"role": 0, "family_name": 1, "first_name": 2,
                                                "phone": 3})  # fmt: skip
            if step == 2:
                start_import(work, imports[-1], take_duplicates=False)
    with office.work(town.tenant) as work:
        carry_out(work, str(imports[-1]))
    with office.work(town.tenant, town.coordinator) as work:
        export_id = ask_export(work, "xlsx")
        steps = len(everything(work)) + 1
    for _step in range(steps):
        with office.work(town.tenant) as work:
            make_export(work, str(export_id))


class Neighbourhood:
    """An invented programme in a house; `walkers` are its roles, a visitor and an operator."""

    def __init__(self, house: RunningHouse) -> None:
        self.house = house
        self.town = Town(house.office, ZAANSTAD, DEMO_TODAY, 7)
        self.town.hire(PASSWORD)
        self.town.set_up()
        self.town.open_doors()
        Story(self.town).play()
        with house.office.work(self.town.tenant, self.town.coordinator) as work:
            self._close_some_files(work)
            receive(work, WITHOUT_NAME)
            publish_figures(work)
        self._work_elsewhere()
        self._differ()
        stand_in(self.town)
        files_and_lists(house.office, self.town)
        slug = self.town.tenant.slug
        self.walkers = {
            "visitor": Walker(slug, None, self._letters()),
            "coordinator": Walker(
                slug,
                self._member(Role.COORDINATOR),
                (
                    *WORK_STARTS,
                    self._attachments(),
                    self._shared(),
                    f"/koppelingen/{self.decided}",
                    f"/werving/{self.profile}/materiaal",
                    f"/werving/{self.profile}/mail",
                ),
            ),
            "admin": Walker(slug, self._member(Role.ADMIN), WORK_STARTS),
            "gemeente": Walker(slug, self._member(Role.GEMEENTE), ("/start", "/")),
            "console visitor": Walker("console", None, self._operator_letters()),
            "operator": Walker("console", self._operator(), ("/",)),
        }

    def _work_elsewhere(self) -> None:
        """Who works here works for a second gemeente too."""
        there = Town(self.house.office, LOPIK, DEMO_TODAY, 8)
        there.hire(PASSWORD)
        there.set_up()
        with there.on(DEMO_TODAY) as work:
            for person in self.town.staff:
                add_member(work, email=person.email, name=person.name, role=person.role)
            people = (NewMember(MemberKind.PARENT, "Joke", "Grenzen", message_safe=True),)
            family_id = make_family(
                work, there.coordinator.id, "Grenzen", FamilyRole.OFFERING, members=people
            )
            offer(work, family_id)
            adults = select(FamilyMember.id).where(FamilyMember.family_id == family_id)
            record_yes(work, family_id, frozenset(work.session.scalars(adults)))
            role, here = FamilyRole.OFFERING, self.town.tenant.id
            sent = send_handover(work, family_id, role, here, Choices())
        [courier] = [task for task in TASKS.all() if task.name == "deliver_handover"]
        told = {"tenant_id": there.tenant.id, "handover_id": str(sent)}
        run_job(self.house.office, courier, told)

    def _differ(self) -> None:
        """A church has a link, a family went to Home-Start, a coupling is of another method."""
        town = self.town
        with town.on(DEMO_TODAY, SYSTEM_ACTOR) as work:
            switched_on(work, "netwerk")
            self._ask_a_second_reader(work)
        with town.on(DEMO_TODAY) as work:
            give_link(work)
            met = select(Coupling).where(Coupling.phase == CouplingPhase.INTRODUCTION)
            coupling = work.session.scalars(met.order_by(Coupling.id)).first()
            assert coupling
            coupling.variant, self.decided = "nazorg", coupling.id
            self.profile = show_profile(work, "walk01").id
            self._mail_the_network(work)
            case = receive(work, replace(WITHOUT_NAME, channel_key="sociaal_team.team"))
        [hear] = [task for task in TASKS.all() if task.name == "tell_plugin"]
        told = {"tenant_id": town.tenant.id, "plugin": "sociaal_team", "subject_id": str(case)}
        run_job(self.house.office, hear, {**told, "hook": "referral_received"})
        share({town.plan.slug: town})
        licensed = Town(self.house.office, LICENSED, DEMO_TODAY, 9)
        licensed.hire(PASSWORD)
        licensed.set_up()
        grant_licence(licensed)
        share_documents(self.house.office)

    def _mail_the_network(self, work: Work) -> None:
        """Everybody of the network who can be reached was mailed a search profile."""
        everybody = people_to_mail(work, work.find(SearchProfile, self.profile))
        people = [one.id for one in everybody][:3]
        mail_profile(work, self.profile, people, preview_mail(work, self.profile, people).digest)

    def _ask_a_second_reader(self, work: Work) -> None:
        """A colleague wrote a profile, and somebody else reads it first."""
        set_programme(work, rereads_profiles=True)
        waiting = select(SupportRequest).where(SupportRequest.state == RequestState.OPEN)
        asked = work.session.scalars(waiting.order_by(SupportRequest.id)).first()
        assert asked
        start_profile(work, asked.id, propose(work, asked).fields)

    def _refer(self, work: Work) -> str:
        link = work.session.scalars(select(ChannelLink.id)).first()
        assert link
        return urlsplit(address_of(work, link)).path

    def _shared(self) -> str:
        """What a family was shared; the walk takes only some of the families."""
        with self.house.office.work(self.town.tenant) as work:
            family = work.session.scalars(select(SupplierChange.family_id)).first()
        return f"/gezinnen/{family}/delen/vraag"

    def _close_some_files(self, work: Work) -> None:
        """A vraaggezin became a steungezin, and a steungezin stopped."""
        newest = (FamilyFile.opened_on.desc(), FamilyFile.id)
        files = select(FamilyFile.family_id, FamilyFile.role).order_by(*newest)
        by_role: dict[FamilyRole, list[UUID]] = {role: [] for role in FamilyRole}
        for row in work.session.execute(files):
            if not has_running_coupling(work, row.family_id, FamilyRole(row.role)):
                by_role[FamilyRole(row.role)].append(row.family_id)
        waiting, stopping = by_role[FamilyRole.ASKING][-1], by_role[FamilyRole.OFFERING][-1]
        become_offering(work, waiting, self.town.coordinator.id)
        close_file(work, stopping, FamilyRole.OFFERING, "no_time")

    def _member(self, role: Role) -> str:
        with self.house.office.work(self.town.tenant) as work:
            member = work.session.scalar(select(Membership.id).where(Membership.role == role))
            assert member
            return open_session(work, member)

    def _letters(self) -> tuple[str, ...]:
        """The pages to which a letter leads."""
        with self.house.office.work(self.town.tenant) as work:
            newest = select(Referral.id).order_by(Referral.received_on.desc(), Referral.id)
            referral = work.session.scalars(newest).first()
            latest = select(StatusLink.id).order_by(StatusLink.id.desc())
            link = work.session.scalars(latest).first()
            login = find_login(work.session, self.town.staff[0].email)
            assert referral and login and link
            return (
                "/",
                f"/v/{status_reference(work, link)}",
                "/k/walk01-s",
                self._no_more(work),
                self._refer(work),
                *self._worries(work),
                self._package(work),
                f"/aanmelding-binnen/{receipt_reference(work, referral)}",
                f"/wachtwoord/nieuw/{make_link(work.session, login, LinkPurpose.RESET)}",
                f"/uitnodiging/{self._invitation(work)}",
                f"/agenda/{self._calendar()}.ics",
                f"/overstap/{self._hop(work)}",
            )

    def _no_more(self, work: Work) -> str:
        """Where somebody of the network says that it was the last search profile."""
        recipient = work.session.scalars(select(ProfileRecipient.id)).first()
        assert recipient
        return STOP_PATH + stop_reference(work, recipient)

    def _calendar(self) -> str:
        with self.house.office.work(self.town.tenant, self.town.coordinator) as work:
            return make_feed(work, "Telefoon")

    def _attachments(self) -> str:
        """The documents of a family that has one; the walk takes only some of the families."""
        with self.house.office.work(self.town.tenant) as work:
            family = work.session.scalars(select(Attachment.family_id)).first()
        return f"/gezinnen/{family}/bijlagen/vraag"

    def _worries(self, work: Work) -> tuple[str, ...]:
        """Where a steungezin writes a worry, and what it reads after that."""
        link = work.session.scalars(select(SignalLink.id)).first()
        signal = work.session.scalars(select(Signal.id)).first()
        assert link and signal
        return (
            f"/z/{link_reference(work, link)}",
            f"/zorg-gemeld/{signal_receipt(work, signal)}",
        )

    def _package(self, work: Work) -> str:
        """Where an organisation without a system fetches a hand-over."""
        family = work.session.scalars(select(SupplierChange.family_id)).first()
        assert family
        people = select(FamilyMember.id).where(FamilyMember.family_id == family)
        record_yes_to(work, family, "maatjes", frozenset(work.session.scalars(people)))
        kept = leave(
            work, "overdracht", "maatjes", ChangeKind.HANDOVER, {}, family_id=family,
            role=FamilyRole.ASKING, shown=[("Gezin", "Wat er gaat")], by_link=True,
        )  # fmt: skip
        link = give_package_link(work, kept, "maatjes@voorbeeld.example")
        return f"/ophalen/{reference_of(work, link)}"

    def _invitation(self, work: Work) -> str:
        token = new_token()
        work.add(
            Invitation(
                email="nieuw@voorbeeld.example",
                name="Nieuwe Collega",
                role=Role.COORDINATOR,
                token_hash=hash_of(token),
                invited_by=self.town.coordinator.id,
                expires_at=datetime.now(UTC) + timedelta(hours=1),
            )
        )
        return token

    def _hop(self, work: Work) -> str:
        token, now = new_token(), datetime.now(UTC)
        hop = Hop(
            token_hash=hash_of(token), membership_id=self.town.coordinator.id, logged_in_at=now,
            expires_at=now + timedelta(hours=1),
        )  # fmt: skip
        work.add(hop)
        return token

    def _operator_letters(self) -> tuple[str, ...]:
        office = self.house.office
        link = make_operator_link(office.database, office.settings, "nieuw@stichting.example", "X")
        return ("/console/inloggen", "/console/wachtwoord/" + link.rpartition("/")[2])

    def _operator(self) -> str:
        token = new_token()
        with self.house.office.database.console() as session:
            login = add_operator(session, "anneke@stichting.example", "Anneke Bos")
            session.add(OperatorSession(token_hash=hash_of(token), identity_id=login.identity_id))
        return token
