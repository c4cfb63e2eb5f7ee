"""How far practice follows the method: exact inside, suppressed outside."""

from datetime import date, timedelta

from flask import Flask

from core.couplings.models import Coupling
from core.evaluations.models import Evaluation, EvaluationKind, EvaluationState
from core.figures.fidelity import fidelity, fidelity_by_organisation
from core.figures.publish import publish_figures
from core.safety.models import SafetyCheck
from core.work import Office, Work
from tenants.ids import new_id
from tenants.models import Organisation
from tests.figures.operators import operator_browser
from tests.figures.programmes import ask, couple
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY, Person, Working
from tests.licences.granting import organisation_of, welfare_tenant

BEGAN = date(2026, 2, 2)
VARIANT = {"variant": "standard", "variant_version": 1}


def practice(work: Work, *, tried: int, in_time: int, checked: int, all_: int) -> None:
    """Couplings that became definitive, of which so many by the book."""
    for number in range(all_):
        family = ask(work)
        coupling_id = couple(work, BEGAN, family=family)
        coupling = work.find(Coupling, coupling_id)
        coupling.active_from = BEGAN + timedelta(days=28 if number < tried else 27)
        if number < checked:
            check = SafetyCheck(family_id=family.family_id, outcome="good", **VARIANT)
            check.done_on = coupling.introduction_on
            work.add(check)
        due = BEGAN + timedelta(days=30)
        held_on = due + timedelta(days=14 if number < in_time else 15)
        work.add(
            Evaluation(
                id=new_id(), coupling_id=coupling_id, kind=EvaluationKind.TRIAL_END, due_on=due,
                held_on=held_on, state=EvaluationState.HELD, **VARIANT,
            )
        )  # fmt: skip


def test_what_counts(working: Working) -> None:
    with working() as work:
        practice(work, tried=2, in_time=1, checked=3, all_=4)
        counted = {part.key: (part.done, part.whole) for part in fidelity(work, TODAY).parts}
        assert counted == {"evaluations": (1, 4), "trials": (2, 4), "checks": (3, 4)}
        assert all(part.share is None for part in fidelity(work, TODAY).parts)
        assert all(part.whole == 0 for part in fidelity(work, BEGAN - timedelta(60)).parts)


def test_the_page_is_exact_for_the_work_and_suppressed_for_the_gemeente(
    working: Working, admin: Person, gemeente_officer: Person
) -> None:
    with working() as work:
        practice(work, tried=9, in_time=2, checked=12, all_=12)
    own = admin.browser.get("/cijfers/methode").text
    assert "2 van de 12" in own
    assert "9 van de 12" in own
    shown = gemeente_officer.browser.get("/cijfers/methode").text
    assert "30 juni 2026" in shown
    assert "100%" in shown
    assert shown.count("Te weinig om te tonen") == 2
    assert "van de 12" not in shown
    assert "/cijfers/methode" in gemeente_officer.browser.get("/cijfers").text


def test_the_console_adds_up_first_and_suppresses_after(
    app: Flask, office: Office, make_tenant: MakeTenant
) -> None:
    first = welfare_tenant(make_tenant)
    with office.database.console() as session:
        name = session.get_one(Organisation, organisation_of(office, first)).name
    second = welfare_tenant(make_tenant, organisation=name)
    small = welfare_tenant(make_tenant)
    for tenant in (first, second, small):
        with office.work(tenant) as work:
            practice(work, tried=6, in_time=0, checked=5, all_=6)
            publish_figures(work)
    with office.database.console() as session:
        [mine] = fidelity_by_organisation(session, organisation_of(office, first))
        [other] = fidelity_by_organisation(session, organisation_of(office, small))
    assert {part.key: part.share for part in mine.parts} == {
        "evaluations": 0.0, "trials": 1.0, "checks": None,
    }  # fmt: skip
    assert mine.programmes == 2
    assert all(part.share is None for part in other.parts)
    page = operator_browser(app, office, organisation_of(office, first)).get("/methodetrouw").text
    assert name in page
    assert other.name not in page
    assert page.count("te weinig om te tonen") == 1
