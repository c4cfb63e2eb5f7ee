"""Every service that changes who fits, or who is best, tells that the list changed."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select

from core.couplings.services import start_introduction
from core.families.files import CLOSE_REASONS
from core.families.members import NewMember, change_member
from core.families.models import FamilyMember, FamilyRole, MemberKind
from core.families.services import close_file
from core.matching.changing import SOLVE
from core.matching.details import offer_to_change, request_to_change
from core.matching.models import MatchProposal
from core.matching.services import (
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
from core.safety.services import see_vog
from core.undo.acts import undo
from core.undo.models import UndoableAct
from core.work import Work
from tests.casework import asking, offering
from tests.fixtures_web import Working

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
            assert [task for _q, task, *_rest in work._deferred].count(SOLVE) == 1, name
