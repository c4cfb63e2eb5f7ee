"""Every service that changes who fits, or who is best, tells that the list changed."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select

from core.couplings.services import start_introduction
from core.duplicates.merging import MergeChoices, merge_families
from core.duplicates.preview import preview_merge
from core.duplicates.strays import gather_strays
from core.families.consents import Purpose, give_consent, withdraw_consent
from core.families.files import CLOSE_REASONS
from core.families.members import NewMember, add_member, change_member
from core.families.models import Consent, Family, FamilyMember, FamilyRole, MemberKind
from core.families.services import (
    FamilyDetails,
    NewFamily,
    change_family,
    close_file,
    create_family,
)
from core.matching.details import offer_to_change, request_to_change
from core.matching.models import MatchProposal, SupportOffer, SupportRequest
from core.matching.services import (
    OfferDetails,
    RequestDetails,
    add_offer,
    add_request,
    change_offer,
    change_request,
    close_offer,
    close_request,
    exclude,
    lift_exclusion,
    pause_offer,
    propose,
    reopen_request,
    resume_offer,
    withdraw_proposal,
)
from core.matching.weighing import save_weights, weighing
from core.method.choice import make_default, switch_on
from core.places.locating import find_positions
from core.places.positions import ImportedTable, Point
from core.safety.services import see_vog
from core.undo.acts import undo
from core.undo.models import UndoableAct
from core.work import Work
from tests.casework import asking, offering
from tests.fixtures_web import Working
from tests.matching.changes import left_to_solve
from tests.matching.test_weights import STANDARD

WHY = next(iter(CLOSE_REASONS[FamilyRole.ASKING]))
Act = Callable[[Work, UUID, UUID], object]


def _proposal(work: Work) -> UUID:
    return work.session.scalars(select(MatchProposal.id)).one()


def _adult(work: Work) -> UUID:
    wanted = select(FamilyMember.id).where(FamilyMember.first_name == "Joris")
    return work.session.scalars(wanted).one()


def _mila(work: Work) -> UUID:
    return work.session.scalars(
        select(FamilyMember.id).where(FamilyMember.first_name == "Mila")
    ).one()


def _asking(work: Work, request_id: UUID) -> UUID:
    return work.find(SupportRequest, request_id).family_id


def _found(work: Work, family_id: UUID) -> None:
    work.find(Family, family_id).postcode4 = "3911"
    work.session.flush()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ImportedTable, "find", lambda _table, _home: Point(51.96, 5.57))
        find_positions(work)


def _merged(work: Work, kept_id: UUID) -> None:
    parent = NewMember(MemberKind.PARENT, "Samira")
    gone = create_family(
        work, NewFamily("Aydin", "Rhenen", "", "nl", FamilyRole.ASKING, None, (parent,))
    )
    seen = preview_merge(work, kept_id, gone)
    merge_families(work, kept_id, gone, MergeChoices(seen.suggested), seen.stamp)


def _usual(work: Work) -> None:
    switch_on(work, "standard")
    make_default(work, "standard")


ACTS: list[tuple[str, list[Act]]] = [
    ("change a request", [lambda w, r, o: change_request(
        w, r, replace(request_to_change(w, r).details, max_km=9))]),
    ("close and open a request", [
        lambda w, r, o: close_request(w, r), lambda w, r, o: reopen_request(w, r)]),
    ("change an offer", [lambda w, r, o: change_offer(
        w, o, replace(offer_to_change(w, o).details, max_km=9))]),
    ("pause and resume", [
        lambda w, r, o: pause_offer(w, o), lambda w, r, o: resume_offer(w, o)]),
    ("close an offer", [lambda w, r, o: close_offer(w, o)]),
    ("propose and withdraw", [
        lambda w, r, o: propose(w, r, o, reason=None),
        lambda w, r, o: withdraw_proposal(w, _proposal(w), "toch niet")]),
    ("an introduction", [
        lambda w, r, o: propose(w, r, o, reason=None),
        lambda w, r, o: start_introduction(w, _proposal(w), on_date=w.today)]),
    ("undo", [
        lambda w, r, o: close_request(w, r),
        lambda w, r, o: undo(w, w.session.scalars(select(UndoableAct.id)).one())]),
    ("keep apart and together", [
        lambda w, r, o: exclude(w, r, o, "veto"), lambda w, r, o: lift_exclusion(w, r, o)]),
    ("a VOG", [lambda w, r, o: see_vog(w, _adult(w), w.today)]),
    ("a member", [lambda w, r, o: change_member(
        w, _mila(w), NewMember(MemberKind.CHILD, "Mila"))]),
    ("another child", [lambda w, r, o: add_member(
        w, _asking(w, r), NewMember(MemberKind.CHILD, "Noor"))]),
    ("another place", [lambda w, r, o: change_family(
        w, _asking(w, r), FamilyDetails("Aydin", "Elst", "6661", "nl", ""))]),
    ("a yes to using health, and no more", [
        lambda w, r, o: give_consent(w, _asking(w, r), Purpose.HEALTH, "Elif"),
        lambda w, r, o: withdraw_consent(w, w.session.scalars(select(Consent.id)).one())]),
    ("a place that was found", [lambda w, r, o: _found(w, _asking(w, r))]),
    ("two families that are one", [lambda w, r, o: _merged(w, _asking(w, r))]),
    ("what still stood at the other", [
        lambda w, r, o: _merged(w, _asking(w, r)), lambda w, r, o: gather_strays(w)]),
    ("the usual method", [
        lambda w, r, o: _usual(w)]),
    ("other weights", [lambda w, r, o: save_weights(
        w, weighing(w).variant, {**STANDARD, "distance": 150, "ages": 250}, "om te zien")]),
    ("a second request", [lambda w, r, o: add_request(
        w, _asking(w, r), RequestDetails("Mila, zondag"))]),
    ("a second offer", [lambda w, r, o: add_offer(
        w, w.find(SupportOffer, o).family_id, OfferDetails("Zondag"))]),
    ("close a file", [lambda w, r, o: close_file(
        w, request_to_change(w, r).family_id, FamilyRole.ASKING, WHY)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "acts"), ACTS, ids=[name for name, _acts in ACTS])
def test_the_list_is_solved_again(working: Working, name: str, acts: list[Act]) -> None:
    with working() as work:
        _, request = asking(work)
        _, offer = offering(work)
    for act in acts:
        with working() as work:
            act(work, request, offer)
            assert left_to_solve(work) == 1, name
