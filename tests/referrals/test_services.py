"""Taking in and deciding: the rules, against the real database."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.accounts.models import Role
from core.errors import NeedsReason, NotFound, Refused
from core.families.models import Consent, Family, FamilyFile, FamilyMember, FamilyRole
from core.mail.models import Message
from core.programme.models import Programme
from core.referrals.draft import ReferralDraft
from core.referrals.models import Referral, ReferralState
from core.referrals.queries import new_referrals
from core.referrals.services import (
    accept,
    add_name,
    ask_referrer,
    decline,
    receive,
    refer_on,
    reopen,
)
from core.work import Office
from tenants.context import TenantContext
from tenants.ids import new_id
from tests.fixtures_web import TODAY, Person, Working, hire
from tests.referrals.drafts import JORIS, MERYEM, SAMIRA, UNNAMED


def state_of(working: Working, referral_id: UUID) -> ReferralState:
    with working() as work:
        return ReferralState(work.find(Referral, referral_id).state)


def test_a_reaction_is_promised_in_working_days(working: Working) -> None:
    with working() as work:
        work.add(Programme(reaction_days=2))
    with working() as work:
        referral_id = receive(work, SAMIRA)
        assert work.find(Referral, referral_id).respond_by == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(SAMIRA, source="onzin"), "source"),
        (replace(SAMIRA, first_name=""), "first_name"),
        (replace(SAMIRA, contact=""), "contact"),
        (replace(SAMIRA, consent_on=None), "consent"),
        (replace(SAMIRA, named=False), "named"),
    ],
)
def test_what_cannot_be_taken_in_is_refused(
    working: Working, draft: ReferralDraft, field: str
) -> None:
    with pytest.raises(Refused) as no, working() as work:
        receive(work, draft)
    assert no.value.field == field
    with working() as work:
        assert work.session.scalar(select(func.count(Referral.id))) == 0


def test_the_same_sending_comes_in_once(working: Working) -> None:
    draft = replace(SAMIRA, id=new_id())
    for _time in range(2):
        with working() as work:
            assert receive(work, draft) == draft.id
    with working() as work:
        assert work.session.scalar(select(func.count(Referral.id))) == 1


def test_a_bsn_is_kept_nowhere(working: Working) -> None:
    draft = replace(
        MERYEM,
        first_name="M 111222333",
        story="bsn 111 222 333 of 1112.22.333, tel 0612345678",
        referrer=replace(JORIS, organisation="School 111222333"),
    )
    with working() as work:
        referral = work.find(Referral, receive(work, draft))
        story = work.vault.open(Referral.story, referral.id, referral.story)
        assert referral.first_name == "M [bsn]"
        assert story == "bsn [bsn] of [bsn], tel 0612345678"


def test_accepting_makes_a_file(coordinator: Person, working: Working) -> None:
    with working() as work:
        referral_id = receive(work, SAMIRA)
    with working(coordinator.actor) as work:
        family_id = accept(
            work,
            referral_id,
            coordinator_id=coordinator.account.membership_id,
            family_name="Haddad",
            place="Rhenen",
        )
    with working() as work:
        family = work.find(Family, family_id)
        file = work.session.scalars(select(FamilyFile)).one()
        member = work.session.scalars(select(FamilyMember)).one()
        consent = work.session.scalars(select(Consent)).one()
        assert (family.name, family.place, family.postcode4) == ("Haddad", "Rhenen", "1506")
        assert file.role == FamilyRole.ASKING
        assert file.coordinator_id == coordinator.account.membership_id
        assert work.vault.open(FamilyMember.phone, member.id, member.phone) == "+31612345678"
        assert (member.first_name, member.message_safe) == ("Samira", False)
        assert consent.given_by == "Samira"
    assert state_of(working, referral_id) == ReferralState.ACCEPTED


def test_a_referral_can_be_given_to_a_colleague(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Bas")
    with working() as work:
        referral_id = receive(work, SAMIRA)
    with working(coordinator.actor) as work:
        accept(
            work, referral_id, coordinator_id=colleague.account.membership_id,
            family_name="Haddad", place="Rhenen",
        )  # fmt: skip
    with pytest.raises(NeedsReason), working(coordinator.actor) as work:
        reopen(work, referral_id)


def test_a_known_family_gets_a_second_role(coordinator: Person, working: Working) -> None:
    me = coordinator.account.membership_id
    with working() as work:
        first, second = (
            receive(work, SAMIRA),
            receive(work, replace(SAMIRA, role=FamilyRole.OFFERING)),
        )
    with working(coordinator.actor) as work:
        family = accept(work, first, coordinator_id=me, family_name="Haddad", place="")
    with working(coordinator.actor) as work:
        same = accept(work, second, coordinator_id=me, family_name="", place="", family_id=family)
    assert same == family
    with working() as work:
        assert set(work.session.scalars(select(FamilyFile.role))) == {"asking", "offering"}


def test_an_unnamed_family_needs_its_name_first(coordinator: Person, working: Working) -> None:
    me = coordinator.account.membership_id
    with working() as work:
        referral_id = receive(work, replace(UNNAMED, first_name="Meryem", contact="+31612345678"))
        assert work.find(Referral, referral_id).first_name == ""
    with pytest.raises(Refused, match="naam"), working(coordinator.actor) as work:
        accept(work, referral_id, coordinator_id=me, family_name="X", place="")
    with working(coordinator.actor) as work:
        add_name(
            work, referral_id, first_name="Meryem", contact="+31612345678", message_safe=True,
            consent_on=TODAY,
        )  # fmt: skip
    with working(coordinator.actor) as work:
        accept(work, referral_id, coordinator_id=me, family_name="Kaya", place="")
    with pytest.raises(Refused), working(coordinator.actor) as work:
        add_name(
            work, referral_id, first_name="M", contact="+31612345678", message_safe=True,
            consent_on=TODAY,
        )  # fmt: skip


def test_declining_takes_a_reason_and_may_mail(coordinator: Person, working: Working) -> None:
    with working() as work:
        referral_id = receive(work, MERYEM)
    with pytest.raises(Refused) as no, working(coordinator.actor) as work:
        decline(work, referral_id, reason="onzin", note="", message="")
    assert no.value.field == "reason"
    with pytest.raises(Refused) as no, working(coordinator.actor) as work:
        decline(work, referral_id, reason="outside_area", note="", message="Voor MERYEM helaas.")
    assert no.value.field == "message"
    with working(coordinator.actor) as work:
        decline(work, referral_id, reason="outside_area", note="Woont ver", message="Helaas.")
    with working() as work:
        kinds = list(work.session.scalars(select(Message.kind)))
        assert kinds.count("referral.answer") == 1
    assert state_of(working, referral_id) == ReferralState.DECLINED
    with pytest.raises(Refused), working(coordinator.actor) as work:
        decline(work, referral_id, reason="outside_area", note="", message="")


def test_a_message_needs_an_address(coordinator: Person, working: Working) -> None:
    with working() as work:
        referral_id = receive(work, SAMIRA)
    with pytest.raises(Refused, match="e-mailadres"), working(coordinator.actor) as work:
        refer_on(work, referral_id, destination="cjg", note="", message="Dag")
    with working(coordinator.actor) as work:
        refer_on(work, referral_id, destination="cjg", note="", message="")
    assert state_of(working, referral_id) == ReferralState.REFERRED_ON


def test_a_question_waits_for_its_answer(coordinator: Person, working: Working) -> None:
    with working() as work:
        own, referred = receive(work, SAMIRA), receive(work, MERYEM)
        called = receive(work, replace(MERYEM, referrer=replace(JORIS, contact="+31612340000")))
    with pytest.raises(Refused), working(coordinator.actor) as work:
        ask_referrer(work, own, question="Wat?")
    with pytest.raises(Refused), working(coordinator.actor) as work:
        ask_referrer(work, referred, question="  ")
    with working(coordinator.actor) as work:
        assert ask_referrer(work, referred, question="Weet het gezin het?")
        assert not ask_referrer(work, called, question="Weet het gezin het?")
    assert state_of(working, called) == ReferralState.QUESTION


def test_a_decision_can_be_undone_until_there_is_a_file(
    coordinator: Person, working: Working
) -> None:
    me = coordinator.account.membership_id
    with working() as work:
        referral_id = receive(work, SAMIRA)
    with working(coordinator.actor) as work:
        decline(work, referral_id, reason="other", note="Vergissing", message="")
        reopen(work, referral_id)
    assert state_of(working, referral_id) == ReferralState.NEW
    with working(coordinator.actor) as work:
        accept(work, referral_id, coordinator_id=me, family_name="Haddad", place="")
    with pytest.raises(Refused), working(coordinator.actor) as work:
        reopen(work, referral_id)


def test_a_coordinator_must_be_one(
    coordinator: Person, gemeente_officer: Person, working: Working
) -> None:
    with working() as work:
        referral_id = receive(work, SAMIRA)
    with pytest.raises(NotFound), working(coordinator.actor) as work:
        accept(
            work, referral_id, coordinator_id=gemeente_officer.account.membership_id,
            family_name="Haddad", place="",
        )  # fmt: skip
    assert state_of(working, referral_id) == ReferralState.NEW


def test_the_week_page_gets_what_waits(working: Working) -> None:
    with working() as work:
        receive(work, SAMIRA)
        receive(work, UNNAMED)
        first, second = new_referrals(work, 10)
        assert len(new_referrals(work, 1)) == 1
    assert (first.label, first.phone, first.message_safe) == ("Samira", "+31612345678", False)
    assert (first.in_short, str(first.via)) == ("Een vaste plek voor mijn kind", "Gezin zelf")
    assert (second.label, second.phone, second.in_short) == (
        "Nog zonder naam", None, "staat in de aanmelding",
    )  # fmt: skip
