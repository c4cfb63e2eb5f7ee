"""Undoing a slip: on the day itself, by who did it, exactly back, never over what came after."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from core.accounts.models import Role
from core.couplings.models import Coupling, CouplingPhase
from core.couplings.services import end_coupling, move_couplings
from core.errors import Refused
from core.evaluations.models import Evaluation, EvaluationState
from core.families.contact import finish_follow_up, note_contact
from core.families.files import close_file, reopen_file
from core.families.models import (
    AppointmentKind,
    ContactWay,
    FamilyFile,
    FamilyRole,
)
from core.families.services import (
    ContactNote,
    NewAppointment,
    cancel_appointment,
    hold_appointment,
    plan_appointment,
)
from core.matching.models import MatchProposal, RequestState, SupportRequest
from core.matching.services import (
    close_offer,
    close_request,
    propose,
    withdraw_proposal,
)
from core.method.standard import standard
from core.referrals.models import Referral, ReferralState
from core.referrals.services import decline, receive, refer_on, reopen
from core.safety.services import record_safety_check
from core.undo import acts
from core.undo.models import UndoableAct
from core.undo.snapshots import read, state_of
from core.work import Office, Work
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.casework import asking, make_family, offering
from tests.couplings.pairs import definitive, proposed
from tests.fixtures_web import Person, Working, hire
from tests.method.variants import installed
from tests.referrals.drafts import MERYEM, SAMIRA


@dataclass(frozen=True)
class Done:
    """Something that was done, and what undoing it must put in the logbook."""

    subject_id: UUID
    action: str


def _ended(work: Work) -> Done:
    coupling_id = definitive(work)
    end_coupling(work, coupling_id, on_date=work.today, reason_key="moved", note="Per ongeluk")
    return Done(coupling_id, "coupling.end_undone")


def _declined(work: Work) -> Done:
    referral_id = receive(work, SAMIRA)
    decline(work, referral_id, reason="other", note="Verkeerde knop", message="")
    return Done(referral_id, "referral.decline_undone")


def _referred_on(work: Work) -> Done:
    referral_id = receive(work, SAMIRA)
    refer_on(work, referral_id, destination="social_team", note="", message="")
    return Done(referral_id, "referral.referral_on_undone")


def _withdrawn(work: Work) -> Done:
    proposal_id = proposed(work)
    withdraw_proposal(work, proposal_id, "Toch niet")
    return Done(proposal_id, "proposal.withdrawal_undone")


def _file_closed(work: Work) -> Done:
    family_id, _request = asking(work)
    close_file(work, family_id, FamilyRole.ASKING, "moved")
    file = select(FamilyFile.id).where(FamilyFile.family_id == family_id)
    return Done(work.session.scalars(file).one(), "file.closing_undone")


def _request_closed(work: Work) -> Done:
    _family, request_id = asking(work)
    close_request(work, request_id)
    return Done(request_id, "request.closing_undone")


def _offer_closed(work: Work) -> Done:
    _family, offer_id = offering(work)
    close_offer(work, offer_id)
    return Done(offer_id, "offer.closing_undone")


def _talk(work: Work) -> UUID:
    family_id = make_family(work, FamilyRole.ASKING)
    talk = NewAppointment(FamilyRole.ASKING, AppointmentKind.TALK, work.today)
    return plan_appointment(work, family_id, talk)


def _cancelled(work: Work) -> Done:
    talk = _talk(work)
    cancel_appointment(work, talk)
    return Done(talk, "appointment.cancelling_undone")


def _held(work: Work) -> Done:
    talk = _talk(work)
    hold_appointment(work, talk)
    return Done(talk, "appointment.held_undone")


def _followed_up(work: Work) -> Done:
    family_id = make_family(work, FamilyRole.ASKING)
    note = ContactNote(
        FamilyRole.ASKING, ContactWay.PHONE, "", "Bel terug", work.today, follow_up_on=work.today
    )
    contact_id = note_contact(work, family_id, note)
    finish_follow_up(work, contact_id)
    return Done(contact_id, "follow_up.finishing_undone")


def _moved(work: Work) -> Done:
    coupling_id = definitive(work)
    work.kept.clear()
    with installed(replace(standard(), version=2, evaluation_interval_months=4)):
        move_couplings(work, [coupling_id], "standard", 2)
    work.kept.clear()
    return Done(coupling_id, "coupling.method_move_undone")


EVERY = [
    _moved, _ended, _declined, _referred_on, _withdrawn, _file_closed, _request_closed,
    _offer_closed, _cancelled, _held, _followed_up,
]  # fmt: skip


def act_of(work: Work, subject_id: UUID) -> UndoableAct:
    work.session.flush()
    found = select(UndoableAct).where(UndoableAct.subject_id == subject_id)
    return work.session.scalars(found).one()


@pytest.mark.parametrize("do", EVERY)
def test_everything_is_back_as_it_was(
    do: Callable[[Work], Done], coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        done = do(work)
    with working(coordinator.actor) as work:
        act = act_of(work, done.subject_id)
        before = read(work.vault.open(UndoableAct.before, act.id, act.before))
        after = read(work.vault.open(UndoableAct.after, act.id, act.after))
        assert before != after
        acts.undo(work, act.id)
    with working(coordinator.actor) as work:
        now = state_of(acts.KINDS[act.kind].watch(work, done.subject_id))
        assert now == before
        assert done.action in set(work.session.scalars(select(AuditEntry.action)))
        with pytest.raises(Refused, match="al ongedaan"):
            acts.undo(work, act.id)


def test_every_kind_is_tried() -> None:
    assert len(EVERY) == len(acts.KINDS)


def test_only_who_did_it_or_an_admin_and_only_today(
    office: Office, tenant: TenantContext, coordinator: Person, admin: Person, working: Working
) -> None:
    colleague = hire(coordinator.browser.client.application, office, tenant, Role.COORDINATOR)
    for person, may in ((colleague, False), (coordinator, True), (admin, True)):
        with working(coordinator.actor) as work:
            done = _declined(work)
            act = act_of(work, done.subject_id).id
        with working(person.actor) as work:
            offered = [one.id for one in acts.offers(work, [done.subject_id])]
            assert offered == ([act] if may else [])
            if may:
                acts.undo(work, act)
                continue
            with pytest.raises(Refused, match="Alleen wie dit deed"):
                acts.undo(work, act)
    with working(coordinator.actor) as work:
        act = act_of(work, _declined(work).subject_id).id
        work.session.execute(update(UndoableAct).values(on_date=work.today - timedelta(days=1)))
    with working(coordinator.actor) as work, pytest.raises(Refused, match="op de dag zelf"):
        acts.undo(work, act)


def _ended_at(work: Work) -> Coupling:
    return work.find(Coupling, _ended(work).subject_id)


def _new_proposal(work: Work, one: Coupling) -> None:
    _family, offer_id = offering(work, "Anders")
    propose(work, one.request_id, offer_id, reason="Past")


def _place_given_away(work: Work, one: Coupling) -> None:
    _family, request_id = asking(work, "Een ander")
    propose(work, request_id, one.offer_id, reason="Past")


def _file_closed_since(work: Work, one: Coupling) -> None:
    close_file(work, one.asking_family_id, FamilyRole.ASKING, "moved")


def _unsafe_since(work: Work, one: Coupling) -> None:
    record_safety_check(
        work, one.asking_family_id, outcome="unsafe", note="Zorg", done_on=work.today
    )


@pytest.mark.parametrize(
    ("since", "told"),
    [
        (_new_proposal, "daarna een gezin gekozen"),
        (_place_given_away, "De plek bij het steungezin"),
        (_file_closed_since, "dossier is daarna gesloten"),
        (_unsafe_since, "nieuwe veiligheidscheck"),
    ],
)
def test_an_end_on_which_something_was_built_stays(
    since: Callable[[Work, Coupling], None],
    told: str,
    coordinator: Person,
    working: Working,
) -> None:
    with working(coordinator.actor) as work:
        one = _ended_at(work)
    with working(coordinator.actor) as work:
        since(work, one)
    with working(coordinator.actor) as work, pytest.raises(Refused, match=told):
        acts.undo(work, act_of(work, one.id).id)
    with working() as work:
        assert work.find(Coupling, one.id).phase == CouplingPhase.ENDED


def test_what_was_decided_anew_stays(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        referral_id = _declined(work).subject_id
    with working(coordinator.actor) as work:
        reopen(work, referral_id)
    with working(coordinator.actor) as work, pytest.raises(Refused, match="opnieuw besloten"):
        acts.undo(work, act_of(work, referral_id).id)
    with working(coordinator.actor) as work:
        family_id = work.find(FamilyFile, _file_closed(work).subject_id).family_id
    with working(coordinator.actor) as work:
        reopen_file(work, family_id, FamilyRole.ASKING, "Toch door")
        file = select(FamilyFile.id).where(FamilyFile.family_id == family_id)
        act = act_of(work, work.session.scalars(file).one()).id
    with working(coordinator.actor) as work, pytest.raises(Refused, match="daarna gesloten of"):
        acts.undo(work, act)


def test_a_withdrawn_proposal_gives_way_to_another(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        proposal_id = _withdrawn(work).subject_id
        request_id = work.find(MatchProposal, proposal_id).request_id
    with working(coordinator.actor) as work:
        _family, offer_id = offering(work, "Anders")
        propose(work, request_id, offer_id, reason="Past")
    with working(coordinator.actor) as work, pytest.raises(Refused, match="ander voorstel open"):
        acts.undo(work, act_of(work, proposal_id).id)


def test_on_the_page_one_click_brings_a_coupling_back(
    coordinator: Person, admin: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        coupling_id = definitive(work)
        planned = _planned(work, coupling_id)
    path = f"/koppelingen/{coupling_id}"
    answers = {"on_date": "23-11-2026", "reason_key": "moved", "reopen": "ja", "note": "Oeps"}
    assert coordinator.browser.post(f"{path}/afronden", answers).status_code == 303
    page = coordinator.browser.get(path).text
    assert "Ongedaan maken" in page
    assert "Koppeling afgerond om" in page
    [undo] = re.findall(r'action="(/ongedaan/[^"]+)"', page)
    assert coordinator.browser.post(undo, page=path).status_code == 303
    page = coordinator.browser.get(path).text
    assert "Koppeling afgerond: ongedaan gemaakt." in page
    assert "/ongedaan/" not in page
    with working() as work:
        one = work.find(Coupling, coupling_id)
        assert (one.phase, one.ended_on, one.end_reason) == (CouplingPhase.ACTIVE, None, None)
        assert work.find(SupportRequest, one.request_id).state == RequestState.COUPLED
        assert _planned(work, coupling_id) == planned
    # A second click, from a page that stood open, says so.
    assert coordinator.browser.post(undo, page=path).status_code == 302
    assert "al ongedaan gemaakt" in coordinator.browser.get(path).text
    assert coordinator.browser.post(f"/ongedaan/{uuid4()}", page=path).status_code == 404


def test_a_mail_that_went_out_is_told(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        referral_id = receive(work, MERYEM)
        decline(work, referral_id, reason="other", note="", message="Het spijt ons.")
        act = act_of(work, referral_id).id
    path = f"/aanmeldingen/{referral_id}"
    assert "De mail die daarbij wegging, komt niet terug" in coordinator.browser.get(path).text
    coordinator.browser.post(f"/ongedaan/{act}", page=path)
    assert "Bel of mail wie hem kreeg" in coordinator.browser.get(path).text
    with working() as work:
        referral = work.find(Referral, referral_id)
        assert (referral.state, referral.decided_on) == (ReferralState.NEW, None)


def test_the_gemeente_undoes_nothing(
    coordinator: Person, gemeente_officer: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        act = act_of(work, _declined(work).subject_id).id
    answer = gemeente_officer.browser.post(f"/ongedaan/{act}", page="/wachtwoord")
    assert answer.status_code == 403


def test_the_week_page_offers_what_was_just_done(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        _cancelled(work)
    assert "Afspraak afgezegd om" in coordinator.browser.get("/week").text


def _planned(work: Work, coupling_id: UUID) -> set[UUID]:
    found = select(Evaluation.id).where(
        Evaluation.coupling_id == coupling_id, Evaluation.state == EvaluationState.PLANNED
    )
    return set(work.session.scalars(found))
