"""The page of the method: what differs, taken for new couplings, and running ones moved."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from sqlalchemy import select

from core.couplings.models import Coupling
from core.couplings.moving import MOVED
from core.couplings.services import end_coupling, move_couplings
from core.errors import NotFound, Refused
from core.evaluations.models import Evaluation, EvaluationState
from core.method.choice import make_default, method_of, switch_on
from core.method.difference import differences
from core.method.standard import standard
from core.method.variant import Choice, MethodVariant
from core.undo.acts import undo
from core.undo.models import UndoableAct
from core.work import Work
from tenants.ids import new_id
from tests.couplings.pairs import definitive
from tests.fixtures_web import Person, Working
from tests.method.variants import installed, variant, variants

FIRST = variant("short")
SECOND = replace(FIRST, version=2, evaluation_interval_months=4, trial_days=28)
PATH = "/instellingen/methode"


@settings(max_examples=20, deadline=None)
@given(variants(), variants())
def test_what_was_added_one_way_is_removed_the_other(
    one: MethodVariant, two: MethodVariant
) -> None:
    assert differences(one, one) == ()
    there, back = differences(one, two), differences(two, one)
    assert [d.title for d in there] == [d.title for d in back]
    for to, fro in zip(there, back, strict=True):
        assert (to.added, to.removed) == (fro.removed, fro.added)
        assert sorted(to.changed) == sorted((now, was) for was, now in fro.changed)


def test_a_difference_in_words() -> None:
    more = (*standard().refusals, Choice("no", "Past niet zonder auto."))
    found = differences(standard(), replace(standard(), trial_days=28, refusals=more))
    assert [(str(d.title), d.added, d.changed) for d in found] == [
        ("Proefperiode", (), (("42 dagen", "28 dagen"),)),
        ("Wanneer het niet past", ("Past niet zonder auto.",), ()),
    ]


def test_the_page_is_for_the_admin(admin: Person, coordinator: Person) -> None:
    page = admin.browser.get(PATH)
    assert "Buurtgezinnen standaard" in page.text
    assert "Er is een nieuwe versie" not in page.text
    assert coordinator.browser.get(PATH).status_code == 403


def test_a_new_version_is_taken_and_couplings_are_moved(admin: Person, working: Working) -> None:
    with installed(FIRST), working() as work:
        switch_on(work, "short")
        make_default(work, "short")
        coupling_id = definitive(work)
    with installed(FIRST, SECOND):
        page = admin.browser.get(PATH).text
        assert "Er is een nieuwe versie: 2" in page
        assert "Was: 42 dagen. Wordt: 28 dagen" in page
        taken = admin.browser.post(f"{PATH}/versie", {"methode": "short"}, page=PATH)
        assert taken.status_code == 303
        with working() as work:
            assert method_of(work) is SECOND
            assert work.find(Coupling, coupling_id).variant_version == 1
        none = admin.browser.post(f"{PATH}/koppelingen", {"methode": "short"}, page=PATH)
        assert none.status_code == 422
        assert "Kies ten minste één koppeling." in none.text
        chosen = {"methode": "short", "short-couplings": str(coupling_id)}
        moved = admin.browser.post(f"{PATH}/koppelingen", chosen, page=PATH)
        assert moved.status_code == 303
        with working() as work:
            assert work.find(Coupling, coupling_id).variant_version == 2
        usual = admin.browser.post(f"{PATH}/gewoon", {"methode": "standard"}, page=PATH)
        assert usual.status_code == 303
        for path in ("versie", "gewoon", "koppelingen"):
            unknown = admin.browser.post(f"{PATH}/{path}", {"methode": "x"}, page=PATH)
            assert unknown.status_code == 404


def test_a_move_plans_anew_and_can_be_undone(working: Working) -> None:
    with installed(FIRST), working() as work:
        switch_on(work, "short")
        make_default(work, "short")
        coupling_id = definitive(work)
    with installed(FIRST, SECOND), working() as work:
        before = planned(work, coupling_id)
        assert move_couplings(work, [coupling_id], "short", 2) == 1
        after = planned(work, coupling_id)
        assert before != after
        assert {version for _day, version in after} == {2}
        work.session.flush()
        act = work.session.scalars(select(UndoableAct).where(UndoableAct.kind == MOVED.key)).one()
        undo(work, act.id)
        assert work.find(Coupling, coupling_id).variant_version == 1
        assert {version for _day, version in planned(work, coupling_id)} == {1}


def planned(work: Work, coupling_id: UUID) -> list[tuple[date, int]]:
    """The evaluations that are to come."""
    query = select(Evaluation.due_on, Evaluation.variant_version).where(
        Evaluation.coupling_id == coupling_id, Evaluation.state == EvaluationState.PLANNED
    )
    rows = work.session.execute(query.order_by(Evaluation.due_on))
    return [(row.due_on, row.variant_version) for row in rows]


def test_what_cannot_move_is_refused(working: Working) -> None:
    with installed(FIRST, SECOND), working() as work:
        coupling_id = definitive(work)
        with pytest.raises(Refused, match="versie is er niet"):
            move_couplings(work, [coupling_id], "short", 3)
        with pytest.raises(Refused, match="intussen"):
            move_couplings(work, [coupling_id], "short", 2)
        with pytest.raises(NotFound):
            move_couplings(work, [new_id()], "short", 2)
        end_coupling(work, coupling_id, on_date=work.today, reason_key="moved")
        with pytest.raises(Refused, match="intussen"):
            move_couplings(work, [coupling_id], "standard", 1)
