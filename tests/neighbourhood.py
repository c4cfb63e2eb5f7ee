"""One tenant with everything in it, made by the services: every phase, every kind of row.

here = settle(app, office, tenant)
here.ids["coupling"]    # of every table the ids, oldest first
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from core.accounts.feeds import make_feed
from core.accounts.login import ask_reset
from core.accounts.models import Hop, Role
from core.accounts.services import invite
from core.accounts.sessions import hash_of, new_token
from core.agenda.keeping_hours import OfficeHours, add_office_hours, close_on
from core.agenda.models import Rhythm
from core.agenda.reminders import choose_rhythm
from core.attachments.services import attach
from core.caseload.services import transfer_caseload
from core.channels.models import ChannelLink
from core.couplings.models import Coupling
from core.couplings.services import end_coupling
from core.cover.services import name_stand_in
from core.drafts.services import keep_draft
from core.drafts.tickets import Ticket
from core.exporting.services import ask_export, make_export
from core.exporting.tables import EVERYTHING
from core.extension.suppliers import ChangeKind
from core.families.models import (
    AppointmentKind,
    ContactWay,
    FamilyFile,
    FamilyMember,
    FamilyRole,
    MemberKind,
)
from core.families.services import (
    ContactNote,
    NewAppointment,
    NewFamily,
    NewMember,
    Purpose,
    become_offering,
    close_file,
    create_family,
    give_consent,
    give_reason,
    note_contact,
    plan_appointment,
)
from core.funding.rendering import render_report
from core.funding.stories import StoryNote, write_story
from core.funding.writing import (
    Draft,
    FunderDetails,
    add_funder,
    ask_file,
    begin_report,
    save_draft,
    submit_report,
)
from core.handovers.courier import Parcel, put_down
from core.handovers.package import written
from core.handovers.packing import Choices, pack, record_yes
from core.handovers.sending import parcel_name, receivers, send_handover
from core.importing.models import FamilyImport
from core.importing.services import bring_file, map_columns
from core.intake.services import IntakeRecord, record_intake
from core.lessons.models import LessonKind
from core.lessons.services import LessonNote, note_lesson
from core.mail.models import Message
from core.mail.services import send_mail
from core.matching.services import exclude
from core.meldcode.services import NoteContent, correct_note, note_step
from core.meldcode.services import open_file as open_restricted
from core.meldcode.steps import Step
from core.network.models import VisitKind
from core.network.services import (
    ContactDetails,
    PartnerDetails,
    VisitNote,
    add_contact,
    add_partner,
    note_visit,
)
from core.programme.look import set_colours
from core.programme.services import set_pilot
from core.recruiting.mailing import mail_profile, preview_mail
from core.recruiting.models import ChannelKind, ProfileRecipient
from core.recruiting.stopping import stop_reference
from core.recruiting.texts import PublicText
from core.referrals.models import Referral, StatusLink
from core.referrals.references import new_submission, receipt_reference, status_reference
from core.referrals.services import decline, receive
from core.signals.references import link_reference as signal_link_reference
from core.signals.references import receipt_reference as signal_receipt_reference
from core.signals.services import NewSignal, make_link, receive_signal
from core.suppliers.consents import record_yes_to
from core.suppliers.one_time import give_link
from core.suppliers.outbox import leave
from core.work import Office, Work
from tenants.context import TenantContext
from tenants.ids import new_id
from tenants.letterbox import find_letterbox, seal_for
from tests.accounts.people import member
from tests.casework import asking, offering
from tests.couplings.pairs import both_say, definitive, introduced, on_trial, proposed
from tests.fixtures_web import Person, hire
from tests.recruiting.shown import TEXT
from tests.recruiting.shown import show as show_profile
from tests.referrals.drafts import JORIS, MERYEM, SAMIRA, UNNAMED
from tests.rows import tenant_models

PHONE = "+31612345678"


@dataclass(frozen=True)
class Neighbourhood:
    """A tenant at work: its people, the ids of its rows by table, and its secret names."""

    tenant: TenantContext
    coordinator: Person
    admin: Person
    officer: Person
    ids: dict[str, list[UUID]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    members: list[tuple[UUID, UUID]] = field(default_factory=list)
    """Family and person."""


def settle(app: Flask, office: Office, tenant: TenantContext, mark: str = "") -> Neighbourhood:
    """Fill a tenant; `mark` stands in every name and every text that is made here."""
    here = Neighbourhood(
        tenant,
        hire(app, office, tenant, Role.COORDINATOR, f"{mark} Marit"),
        hire(app, office, tenant, Role.ADMIN, f"{mark} Ada"),
        hire(app, office, tenant, Role.GEMEENTE, f"{mark} Hanna"),
    )
    with office.work(tenant, here.coordinator.actor) as work:
        _sign_ups(work, mark)
        _families(work, here.coordinator.account.membership_id, mark)
        _couplings(work, mark)
        _network(work, mark)
        _lessons(work, mark)
    _worries(office, here, mark)
    _agenda(office, here, mark)
    _office(office, here, mark)
    _search_profile(office, here, mark)
    with office.work(tenant, here.officer.actor) as work:
        page = Ticket(here.officer.account.membership_id, "families.note", "", "page")
        keep_draft(work, page, {"text": [f"{mark} Half verhaal"]})
    _import(office, here, mark)
    _export(office, here)
    _funding(office, here, mark)
    with office.work(tenant) as work:
        _note_ids(work, here)
    return here


def _sign_ups(work: Work, mark: str) -> None:
    joris = replace(JORIS, name=f"{mark} Joris", organisation=f"{mark} De Zaagmolen")
    story = f"{mark} Het is veel."
    samira = replace(SAMIRA, first_name=f"{mark} Samira", contact=PHONE, story=story)
    for draft in (
        samira,
        replace(samira, role=FamilyRole.OFFERING, wishes=()),
        replace(MERYEM, first_name=f"{mark} Meryem", referrer=joris, story=story),
        replace(UNNAMED, referrer=joris, story=story),
    ):
        receive(work, draft)
    declined = receive(work, samira)
    decline(work, declined, reason="other", note=f"{mark} Past niet", message="")


def _families(work: Work, coordinator_id: UUID, mark: str) -> None:
    asks = _family(work, f"{mark} Aydin", FamilyRole.ASKING, coordinator_id, mark)
    _intake(work, asks, FamilyRole.ASKING, mark)
    [parent, *_] = [m for f, m in _members(work) if f == asks]
    give_consent(work, asks, Purpose.FILE, f"{mark} Elif", parent)
    note = ContactNote(
        FamilyRole.ASKING, ContactWay.PHONE, f"{mark} Elif", f"{mark} Een verhaal", work.today,
        follow_up_on=work.today + timedelta(days=3),
    )  # fmt: skip
    note_contact(work, asks, note)
    _family(work, f"{mark} Bos", FamilyRole.ASKING, None, mark)
    offers = _family(work, f"{mark} Kaya", FamilyRole.OFFERING, coordinator_id, mark)
    for family_id, role in ((asks, FamilyRole.ASKING), (offers, FamilyRole.OFFERING)):
        talk = NewAppointment(role, AppointmentKind.TALK, work.today, where=f"{mark} thuis")
        plan_appointment(work, family_id, talk)
    both = _family(work, f"{mark} Smit", FamilyRole.ASKING, None, mark)
    become_offering(work, both, None)
    give_reason(work, both, f"{mark} Terugkijken", FamilyRole.ASKING)
    closed = _family(work, f"{mark} Pronk", FamilyRole.ASKING, None, mark)
    close_file(work, closed, FamilyRole.ASKING, "moved")


def _family(
    work: Work, name: str, role: FamilyRole, coordinator_id: UUID | None, mark: str
) -> UUID:
    adult = MemberKind.PARENT if role is FamilyRole.ASKING else MemberKind.ADULT
    people = (
        NewMember(adult, f"{mark} Elif", phone=PHONE, message_safe=True, note=f"{mark} Belt graag"),
        NewMember(MemberKind.CHILD, f"{mark} Noah", born_on=date(2018, 5, 2)),
    )
    new = NewFamily(name, f"{mark} Rhenen", "3911", "nl", role, coordinator_id, people)
    return create_family(work, new)


def _intake(work: Work, family_id: UUID, role: FamilyRole, mark: str) -> None:
    record = IntakeRecord(
        role, work.today, {"daily_life": f"{mark} Druk"}, "suitable", f"{mark} Past", (), None,
        f"{mark} Rust",
    )  # fmt: skip
    record_intake(work, family_id, record)


def _couplings(work: Work, mark: str) -> None:
    def names(one: str, other: str) -> tuple[str, str]:
        return f"{mark} {one}", f"{mark} {other}"

    going, request_id = asking(work, f"{mark} De Wit", title=f"{mark} Mila")
    _hand_over(work, going)
    _family_id, offer_id = offering(work, f"{mark} Verhoef", title=f"{mark} Zaterdag")
    exclude(work, request_id, offer_id, "acquaintance", f"{mark} buren")
    proposed(work, *names("Haddad", "Dekker"))
    both_say(work, introduced(work, *names("Okafor", "De Graaf")), "after_introduction")
    both_say(work, on_trial(work, *names("Meijer", "Kuipers")), "after_trial")
    definitive(work, *names("Brandsma", "Öztürk"))
    ended = definitive(work, *names("Pieters", "Hoekstra"))
    end_coupling(work, ended, on_date=work.today, reason_key="moved", note=f"{mark} Verhuisd")


def _hand_over(work: Work, family_id: UUID) -> None:
    """One on its way, one that is fetched by a link, and one that came in (from here itself)."""
    everybody = frozenset(m for f, m in _members(work) if f == family_id)
    record_yes(work, family_id, everybody)
    record_yes_to(work, family_id, "home_start", everybody)
    package = written(pack(work, family_id, FamilyRole.ASKING, Choices()))
    for other in receivers(work)[:1]:
        send_handover(work, family_id, FamilyRole.ASKING, other.id, Choices())
    change = ChangeKind.REFERRAL
    leave(
        work, "webhooks", "webhooks", change, {"state": "accepted"},
        family_id=family_id, role=FamilyRole.ASKING,
    )  # fmt: skip
    kept = leave(
        work, "overdracht", "home_start", ChangeKind.HANDOVER, {},
        family_id=family_id, role=FamilyRole.ASKING, shown=[("Gezin", "Wat er gaat")], by_link=True,
    )  # fmt: skip
    give_link(work, kept, "home-start@voorbeeld.example")
    box = find_letterbox(work.session, work.settings.master_key, work.tenant.id)
    arrival_id, until = new_id(), work.today + timedelta(days=9)
    sealed = seal_for(work.vault, box, parcel_name(arrival_id), package)
    put_down(work, Parcel(arrival_id, work.tenant.id, FamilyRole.ASKING, until, sealed))


def _lessons(work: Work, mark: str) -> None:
    """One is written by who settles here, the marks in it are no names."""
    for kind in LessonKind:
        text = f"{mark} Vroeg bellen helpt"
        note_lesson(work, LessonNote(kind, text, "week", is_checked=True))


def _network(work: Work, mark: str) -> None:
    """The school of a referrer, not linked yet so that it is suggested, and another."""
    for name in ("De Zaagmolen", "Bibliotheek"):
        details = PartnerDetails(f"{mark} {name}", "school", f"{mark} Rhenen", f"{mark} Aanbellen")
        partner_id = add_partner(work, details)
        person = ContactDetails(f"{mark} Joris", f"{mark} ib", PHONE, "ib@school.example")
        add_contact(work, partner_id, person)
        note = VisitNote(
            VisitKind.VISIT, work.today, f"{mark} Joris", f"{mark} Koffie",
            next_on=work.today + timedelta(days=2),
        )  # fmt: skip
        note_visit(work, partner_id, note)
    work.add(
        ChannelLink(
            channel="netwerk.netwerk",
            partner_id=partner_id,
            made_on=work.today,
            expires_on=work.today + timedelta(days=365),
        )
    )


def _worries(office: Office, here: Neighbourhood, mark: str) -> None:
    """A worry by a private link and one from the site, and a restricted file of two notes."""
    keeper = here.coordinator
    with office.work(here.tenant, keeper.actor) as work:
        coupling = work.session.scalars(select(Coupling).order_by(Coupling.id.desc())).all()[1]
        link = make_link(work, coupling.id)
        here.tokens["worry"] = signal_link_reference(work, link)
        told = (f"{mark} Ik hoorde geschreeuw", f"{mark} Noah", f"{mark} Buur", PHONE)
        by_link = receive_signal(work, NewSignal(new_id(), *told, coupling.id))
        receive_signal(work, NewSignal(new_id(), *told))
        here.tokens["worry_sent"] = signal_receipt_reference(work, by_link)
        told_file = f"{mark} Verslag".encode()
        for side, role in (
            (coupling.asking_family_id, FamilyRole.ASKING),
            (coupling.offering_family_id, FamilyRole.OFFERING),
        ):
            attach(work, side, role, f"{mark} verslag.txt", told_file)
        file = open_restricted(work, coupling.asking_family_id)
        first = NoteContent(f"{mark} Blauwe plek gezien")
        note_id = note_step(work, file, Step.SIGNALS, first, work.today)
        correct_note(work, file, note_id, NoteContent(f"{mark} Plek op de arm"), work.today)


def _search_profile(office: Office, here: Neighbourhood, mark: str) -> None:
    """A profile that everyone may read, with a code that no other tenant has."""
    code = new_id().hex[-8:]
    text = PublicText(f"{mark} {TEXT.title}", (f"{mark} buiten spelen",), TEXT.seeks, TEXT.gives)
    with office.work(here.tenant, here.coordinator.actor) as work:
        profile = show_profile(work, code, text)
        partner = add_partner(work, PartnerDetails(f"{mark} Wijkkrant", "community"))
        reached = ContactDetails(f"{mark} Els", email=f"{code}@wijkkrant.example")
        people = [add_contact(work, partner, reached)]
        letter = preview_mail(work, profile.id, people)
        mail_profile(work, profile.id, people, letter.digest)
        recipient = work.session.scalars(select(ProfileRecipient.id)).one()
        here.tokens["no_more"] = stop_reference(work, recipient)
        answer_profile(work, profile.channels[ChannelKind.SCHOOLS], text.title, mark)
    here.tokens["profile"] = f"{code}-s"


def answer_profile(work: Work, channel_id: UUID, title: str, mark: str) -> None:
    """Somebody who answers the profile now, and somebody who says: ask me in spring."""
    answer = replace(
        SAMIRA, role=FamilyRole.OFFERING, wishes=(), first_name=f"{mark} Bram", reach="mail",
        contact="bram@voorbeeld.example", message_safe=True, story=f"{mark} Er is plaats.",
        profile_channel_id=channel_id, profile_title=title,
    )  # fmt: skip
    receive(work, answer)
    receive(work, replace(answer, ask_again_on=work.today + timedelta(days=90)))


def _agenda(office: Office, here: Neighbourhood, mark: str) -> None:
    with office.work(here.tenant, here.admin.actor) as work:
        make_feed(work, f"{mark} Laptop")
    with office.work(here.tenant, here.coordinator.actor) as work:
        here.tokens["calendar"] = make_feed(work, f"{mark} Telefoon")
        choose_rhythm(work, Rhythm.DAILY)
        _open_doors(work, mark)


def _open_doors(work: Work, mark: str) -> None:
    walk_in = OfficeHours(1, time(9), time(11), f"{mark} De Bibliotheek", f"{mark} Welkom")
    close_on(work, add_office_hours(work, walk_in), work.today + timedelta(days=1))


def _office(office: Office, here: Neighbourhood, mark: str) -> None:
    joke, email = member(office, here.tenant, name=f"{mark} Joke")
    with office.work(here.tenant, here.admin.actor) as work:
        here.tokens["hop"] = _hop(work, joke)
        set_colours(work, office.database, 150, 90, None)
        invite(work, email=f"nieuw-{email}", name=f"{mark} Piet", role=Role.COORDINATOR)
        ask_reset(work, email)
        set_pilot(
            work, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), target=5,
            budget_cents=100,
        )  # fmt: skip
        name_stand_in(
            work, absent_id=here.coordinator.account.membership_id,
            stand_in_id=here.admin.account.membership_id, from_on=work.today,
            until_on=work.today + timedelta(days=7),
        )  # fmt: skip
        own_id = here.coordinator.account.membership_id
        nobodys = select(FamilyFile).where(FamilyFile.coordinator_id.is_(None))
        bos = next(iter(work.session.scalars(nobodys.order_by(FamilyFile.id))))
        bos.coordinator_id = own_id
        work.session.flush()
        transfer_caseload(work, own_id, joke, frozenset({bos.id}))
        failed = send_mail(work, "test", email, "Onderwerp", f"{mark} Beste mensen")
        message = work.find(Message, failed)
        message.failed_at, message.last_error = message.created_at, "De mailserver weigert."


def _import(office: Office, here: Neighbourhood, mark: str) -> None:
    """A list that waits to be taken in."""
    rows = f"Rol;Achternaam;Voornaam;{mark} x\nvraaggezin;{mark} Lijst;{mark} Sara\nx;y;z"
    with office.work(here.tenant, here.admin.actor) as work:
        import_id = bring_file(work, f"{mark} lijst.csv", rows.encode())
        map_columns(work, import_id, work.find(FamilyImport, import_id).columns)


def _export(office: Office, here: Neighbourhood) -> None:
    """A file with everything, of each member who may have one."""
    for person in (here.coordinator, here.admin):
        with office.work(here.tenant, person.actor) as work:
            export_id = ask_export(work, "csv")
        for _step in range(len(EVERYTHING) + 1):
            with office.work(here.tenant) as work:
                make_export(work, str(export_id))


def _funding(office: Office, here: Neighbourhood, mark: str) -> None:
    """A report that was handed in and one that is written, with a story in both."""
    with office.work(here.tenant, here.coordinator.actor) as work:
        told = StoryNote(
            f"{mark} Adem", f"{mark} Er is weer lucht.", work.today, f"{mark} de moeder",
            is_checked=True,
        )  # fmt: skip
        story_id = write_story(work, told)
    with office.work(here.tenant, here.admin.actor) as work:
        funder_id = add_funder(work, FunderDetails(f"{mark} Fonds", "algemeen", f"{mark} Ria"))
    words = {"summary": f"{mark} Het ging goed."}
    for is_last in (False, True):
        with office.work(here.tenant, here.admin.actor) as work:
            report_id = begin_report(work, funder_id, date(2026, 7, 1), date(2026, 12, 31))
            draft = Draft(words, story_ids=(story_id,), file_kind="docx", is_checked=True)
            save_draft(work, report_id, draft)
            ask_file(work, report_id)
        with office.work(here.tenant) as work:
            render_report(work, str(report_id))
        if not is_last:
            with office.work(here.tenant, here.admin.actor) as work:
                submit_report(work, report_id)


def _hop(work: Work, member_id: UUID) -> str:
    """A way in from another tenant that holds for as long as the tests."""
    token, now = new_token(), datetime.now(UTC)
    hop = Hop(
        token_hash=hash_of(token), membership_id=member_id, logged_in_at=now,
        expires_at=now + timedelta(days=1),
    )  # fmt: skip
    work.add(hop)
    return token


def _note_ids(work: Work, here: Neighbourhood) -> None:
    for model in tenant_models():
        here.ids[model.__tablename__] = list(
            work.session.scalars(select(model.id).order_by(model.id))
        )
    here.members.extend(_members(work))
    for row in work.session.scalars(select(Message).order_by(Message.id)):
        body = work.vault.open(Message.body, row.id, row.body)
        for name, path in (("invitation", "/uitnodiging/"), ("reset", "/wachtwoord/nieuw/"),
                           ("package", "/ophalen/")):  # fmt: skip
            if path in body:
                here.tokens[name] = body.split(path)[1].split()[0]
    newest = work.session.scalars(select(Referral.id).order_by(Referral.id)).first()
    linked = work.session.scalars(select(StatusLink.id).order_by(StatusLink.id)).first()
    assert newest and linked
    here.tokens["receipt"] = receipt_reference(work, newest)
    here.tokens["status"] = status_reference(work, linked)
    here.tokens["submission"] = new_submission(work)


def _members(work: Work) -> list[tuple[UUID, UUID]]:
    rows = select(FamilyMember.family_id, FamilyMember.id).order_by(FamilyMember.id)
    return [(family_id, member_id) for family_id, member_id in work.session.execute(rows)]
