"""Choosing a pair: the hard gates, reasons, and places that are never given twice."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from core.errors import NotFound, Refused
from core.families.models import FamilyRole
from core.matching.models import MatchProposal, ProposalState, SupportOffer
from core.matching.services import (
    OfferDetails,
    add_offer,
    close_offer,
    close_request,
    exclude,
    lift_exclusion,
    pause_offer,
    propose,
    withdraw_proposal,
)
from core.safety.services import record_safety_check
from core.work import Office
from tenants.context import TenantContext
from tests.casework import asking, make_family, offering
from tests.fixtures_web import Working


def test_a_pair_within_the_limits_needs_no_reason(working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        _, offer = offering(work)
        proposal = work.find(MatchProposal, propose(work, request, offer, reason=None))
        assert proposal.state == ProposalState.OPEN
        assert proposal.blockers == []
        assert proposal.chosen_on == work.today


def test_a_blocker_needs_a_reason_that_is_kept_sealed(working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        _, offer = offering(work, vog=False)
        with pytest.raises(Refused) as refused:
            propose(work, request, offer, reason=" ")
        assert refused.value.field == "reason"
        proposal = work.find(MatchProposal, propose(work, request, offer, reason="VOG komt eraan"))
        assert proposal.blockers == ["vog"]
        opened = work.vault.open(MatchProposal.reason, proposal.id, proposal.reason)
        assert opened == "VOG komt eraan"


@pytest.mark.parametrize(
    ("outcome", "word"), [(None, "veiligheidscheck"), ("unsafe", "koppeling nu niet")]
)
def test_the_safety_check_is_a_hard_gate(working: Working, outcome: str | None, word: str) -> None:
    with working() as work:
        family, request = asking(work, checked=False)
        _, offer = offering(work)
        if outcome:
            record_safety_check(work, family, outcome=outcome, note="zorg", done_on=work.today)
        with pytest.raises(Refused, match=word):
            propose(work, request, offer, reason="toch")


def test_the_newest_safety_check_counts(working: Working) -> None:
    with working() as work:
        family, request = asking(work)
        _, offer = offering(work)
        record_safety_check(work, family, outcome="unsafe", note="zorg", done_on=work.today)
        earlier = work.today - timedelta(days=30)
        record_safety_check(work, family, outcome="safe", note="", done_on=earlier)
        with pytest.raises(Refused):
            propose(work, request, offer, reason=None)


def test_no_reason_passes_a_full_house(working: Working) -> None:
    with working() as work:
        _, first = asking(work)
        _, second = asking(work, "Bouzidi")
        _, offer = offering(work)
        propose(work, first, offer, reason=None)
        with pytest.raises(Refused, match="geen plek"):
            propose(work, second, offer, reason="het moet")


def test_no_reason_passes_an_exclusion_until_it_is_lifted(working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        _, offer = offering(work)
        exclude(work, request, offer, "acquaintance", "buurvrouw")
        with pytest.raises(Refused, match="uit elkaar"):
            propose(work, request, offer, reason="het moet")
        lift_exclusion(work, request, offer)
        work.session.flush()
        propose(work, request, offer, reason=None)


def test_a_withdrawn_proposal_frees_the_place_and_the_request(working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        _, offer = offering(work)
        proposal = propose(work, request, offer, reason=None)
        with pytest.raises(Refused, match="voorstel open"):
            propose(work, request, offer, reason=None)
        with pytest.raises(Refused, match="waarom"):
            withdraw_proposal(work, proposal, " ")
        withdraw_proposal(work, proposal, "Het gezin wil toch niet")
        work.session.flush()
        propose(work, request, offer, reason=None)


def test_what_is_not_open_cannot_be_chosen(working: Working) -> None:
    with working() as work:
        family, request = asking(work)
        _, paused = offering(work)
        pause_offer(work, paused)
        work.session.flush()
        with pytest.raises(Refused, match="niet te vragen"):
            propose(work, request, paused, reason=None)
        with pytest.raises(NotFound):
            propose(work, request, family, reason=None)


def test_a_family_cannot_support_itself(working: Working) -> None:
    with working() as work:
        family, request = asking(work)
        _, offer = offering(work)
        work.find(SupportOffer, offer).family_id = family
        work.session.flush()
        with pytest.raises(Refused, match="zichzelf"):
            propose(work, request, offer, reason="x")


def test_nothing_with_an_open_proposal_is_closed(working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        _, offer = offering(work)
        propose(work, request, offer, reason=None)
        with pytest.raises(Refused):
            close_request(work, request)
        with pytest.raises(Refused):
            close_offer(work, offer)


def test_two_at_the_same_moment_get_one_place(
    office: Office, tenant: TenantContext, working: Working
) -> None:
    with working() as work:
        requests = [asking(work, f"Gezin {n}")[1] for n in range(2)]
        _, offer = offering(work)
    told: list[str] = []
    together = threading.Barrier(2)

    def choose(request: UUID) -> None:
        try:
            with office.work(tenant) as work:
                together.wait(10)
                propose(work, request, offer, reason=None)
            told.append("chosen")
        except Refused:
            told.append("refused")

    people = [threading.Thread(target=choose, args=(request,)) for request in requests]
    for person in people:
        person.start()
    for person in people:
        person.join(20)
    assert sorted(told) == ["chosen", "refused"]
    with working() as work:
        assert len(work.session.scalars(select(MatchProposal.id)).all()) == 1


def test_another_tenants_ids_are_not_there(
    office: Office, working: Working, other_tenant: TenantContext
) -> None:
    with office.work(other_tenant) as elsewhere:
        _, their_request = asking(elsewhere)
        _, their_offer = offering(elsewhere)
    with working() as work:
        _, request = asking(work)
        _, offer = offering(work)
        for pair in ((their_request, offer), (request, their_offer)):
            with pytest.raises(NotFound):
                propose(work, *pair, reason="x")
            with pytest.raises(NotFound):
                exclude(work, *pair, "veto")


def test_a_family_that_asks_has_no_offers(working: Working) -> None:
    with working() as work:
        family = make_family(work, FamilyRole.ASKING)
        with pytest.raises(NotFound):
            add_offer(work, family, OfferDetails("Zaterdag"))
