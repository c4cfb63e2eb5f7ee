"""Safety checks and VOGs: by HTTP and by their services."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from core.errors import NotFound, Refused
from core.families.models import Family, FamilyRole, MemberKind
from core.programme.models import Programme
from core.safety.models import SafetyCheck, VogRecord
from core.safety.queries import VogStage, safety_of, vog_stages_of, vogs_of
from core.safety.services import issue_vog, record_safety_check, request_vog, see_vog
from core.safety.vogs import stage_on
from tenants.ids import new_id
from tests.casework import add_member, make_family
from tests.fixtures_web import TODAY, Person, Working

some_day = st.none() | st.dates(date(2024, 1, 1), date(2028, 1, 1))


def test_a_check_by_http(coordinator: Person, working: Working) -> None:
    with working() as work:
        family = make_family(work, FamilyRole.ASKING)
    path = f"/gezinnen/{family}/veiligheid"
    assert "Nog geen veiligheidscheck" in coordinator.browser.get(path).text
    told = {"done_on": "20-11-2026", "outcome": "safe_with_agreements", "note": ""}
    refused = coordinator.browser.post(path, told)
    assert refused.status_code == 422
    assert "Schrijf op wat u heeft afgesproken" in refused.text
    saved = coordinator.browser.post(path, {**told, "note": "Oma is erbij"})
    assert saved.status_code == 303
    page = coordinator.browser.get(path).text
    assert "Oma is erbij" in page
    assert "Gedaan op 20 november 2026" in page
    with working() as work:
        status = safety_of(work, family)
        assert (status.done, status.ok, status.done_on) == (True, True, date(2026, 11, 20))
        assert work.session.scalars(select(SafetyCheck.author_id)).one() == coordinator.actor.id


def test_a_doubt_is_no_yes(working: Working) -> None:
    with working() as work:
        family = make_family(work, FamilyRole.ASKING)
        assert not safety_of(work, family).done
        record_safety_check(work, family, outcome="safe", note="", done_on=TODAY)
        record_safety_check(work, family, outcome="ask_professional", note="?", done_on=TODAY)
        status = safety_of(work, family)
        assert (status.done, status.ok) == (True, False)
        for wrong in ({"outcome": "x"}, {"done_on": TODAY + timedelta(days=1)}):
            told = {"outcome": "safe", "note": "", "done_on": TODAY, **wrong}
            with pytest.raises(Refused):
                record_safety_check(work, family, **told)  # type: ignore[arg-type]


def test_a_steungezin_has_no_check(working: Working) -> None:
    with working() as work:
        family = make_family(work, FamilyRole.OFFERING)
        with pytest.raises(NotFound):
            record_safety_check(work, family, outcome="safe", note="", done_on=TODAY)


def test_a_vog_from_request_to_seen(coordinator: Person, working: Working) -> None:
    with working() as work:
        family = make_family(work, FamilyRole.OFFERING)
        joris = add_member(work, family, "Joris")
        add_member(work, family, "Lars", MemberKind.CHILD, date(2020, 1, 1))
    path = f"/gezinnen/{family}/vog"
    names = f"v{joris.hex}_"
    for step, day in (("request", "1-11-2026"), ("issue", "10-11-2026"), ("see", "20-11-2026")):
        told = {"member": str(joris), f"{names}step": step, f"{names}on": day}
        assert coordinator.browser.post(path, told).status_code == 303
    page = coordinator.browser.get(path).text
    assert "door Marit Hendriks" in page
    assert "20 november 2029" in page
    assert "Lars" not in page
    assert "Noteer alleen dat u de VOG zag" in page
    with working() as work:
        status = vogs_of(work, [family])[family]
        assert status.all_seen
        assert status.repeat_on == date(2029, 11, 20)
        assert status.missing == ()
        assert work.session.scalars(select(VogRecord.seen_by)).one() == coordinator.actor.id


def test_days_in_the_wrong_order_are_refused(coordinator: Person, working: Working) -> None:
    with working() as work:
        family = make_family(work, FamilyRole.OFFERING)
        joris = add_member(work, family, "Joris")
        request_vog(work, joris, TODAY)
        for step in (issue_vog, see_vog):
            with pytest.raises(Refused):
                step(work, joris, TODAY - timedelta(days=1))
            with pytest.raises(Refused):
                step(work, joris, TODAY + timedelta(days=1))
    names = f"v{joris.hex}_"
    path = f"/gezinnen/{family}/vog"
    told = {"member": str(joris), f"{names}step": "issue", f"{names}on": "1-1-2026"}
    page = coordinator.browser.post(path, told)
    assert page.status_code == 422
    assert "Kies een latere datum" in page.text
    stranger = {**told, "member": "01a20010-a42c-7639-9dcb-70cc78e48898"}
    assert coordinator.browser.post(path, stranger).status_code == 404


def test_the_programme_sets_the_term_and_a_renewal_keeps_the_old_one(working: Working) -> None:
    with working() as work:
        programme = work.session.scalar(select(Programme))
        if programme is None:
            programme = work.add(Programme())
        programme.vog_months = 12
        work.session.flush()
        family = make_family(work, FamilyRole.OFFERING)
        joris = add_member(work, family, "Joris")
        see_vog(work, joris, TODAY - timedelta(days=360))
        request_vog(work, joris, TODAY)
        [adult] = vogs_of(work, [family])[family].adults
        assert (adult.stage, adult.is_renewing) == (VogStage.SEEN, True)
        see_vog(work, joris, TODAY)
        [adult] = vogs_of(work, [family])[family].adults
        assert adult.repeat_on == date(2027, 11, 23)


def test_expired_missing_and_nobody(working: Working) -> None:
    with working() as work:
        family = make_family(work, FamilyRole.OFFERING)
        empty = make_family(work, FamilyRole.OFFERING, "Leeg")
        add_member(work, family, "Anne")
        old = add_member(work, family, "Joris")
        see_vog(work, old, date(2023, 11, 23))
        found = vogs_of(work, [family, empty])
        assert found[family].expired
        assert found[family].missing == ("Anne",)
        assert not found[family].all_seen
        assert not found[empty].all_seen


def test_the_stages_of_many_are_those_of_one_by_one(working: Working) -> None:
    day = timedelta(days=1)
    before = (None, TODAY - day)
    with working() as work:
        family, empty = (make_family(work, FamilyRole.OFFERING, name) for name in ("Smit", "Leeg"))
        add_member(work, family, "Anne")
        for days in product(before, before, before, (None, TODAY - day, TODAY, TODAY + day)):
            member = add_member(work, family, "Joris")
            names = ("requested_on", "issued_on", "seen_on", "repeat_on")
            row = VogRecord(id=new_id(), member_id=member, **dict(zip(names, days, strict=True)))
            work.session.add(row)
        work.session.flush()
        stages = vog_stages_of(work, select(Family.id))
        one_by_one = [adult.stage for adult in vogs_of(work, [family])[family].adults]
    assert stages[family].split(",") == one_by_one
    assert set(one_by_one) == set(VogStage)
    assert empty not in stages


@given(some_day, some_day, some_day, some_day, st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_a_vog_counts_only_when_seen_and_within_its_term(
    requested: date | None,
    issued: date | None,
    seen: date | None,
    repeat: date | None,
    today: date,
) -> None:
    stage = stage_on(
        today, requested_on=requested, issued_on=issued, seen_on=seen, repeat_on=repeat
    )
    assert (stage is VogStage.SEEN) == (seen is not None and not (repeat and repeat <= today))
