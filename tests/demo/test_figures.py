"""F1–F4 (domain, §2) come out of the ordinary pages and queries of the invented programmes."""

import re

import pytest
from sqlalchemy import func, select

from core.accounts.models import Role
from core.commands.figures import as_numbers
from core.couplings.models import Coupling, CouplingPhase
from core.demo.plan import LOPIK, PLANS
from core.families.models import FamilyFile
from core.figures.national import national
from core.method.standard import standard
from core.places.size_class import SizeClass
from core.referrals.models import Referral, ReferralState
from tenants.directory import find_by_slug
from tests.demo.conftest import Demo

SMALL = {"Rhenen", "Giessenlanden", "Ouder-Amstel"}
MEDIUM = {"Overbetuwe", "IJsselstein", "Edam-Volendam"}
LARGE = {"Sittard-Geleen", "Dordrecht", "Amsterdam-Zuid", "Zaanstad"}


def words_of(html: str) -> str:
    """The text of a page, with single blanks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_f1_f2_the_national_totals(demo: Demo) -> None:
    with demo.office.database.console() as session:
        numbers = as_numbers(national(session))
    by_size = numbers.pop("by_size")
    assert numbers == {
        "requests": 62,
        "offers": 86,
        "couplings": 35,
        "ended_early": 5,
        "target": 75,
        "self": 12,
        "self_share": pytest.approx(12 / 62),
    }
    for name in ("requests", "offers", "couplings", "ended_early", "target"):
        assert sum(part[name] for part in by_size.values()) == numbers[name]


def test_f1_stands_on_the_consoles_page(demo: Demo) -> None:
    text = words_of(demo.operator().get("/landelijk").text)
    for number in ("62", "86", "35", "75"):
        assert re.search(rf"\b{number}\b", text), number


def test_f4_size_classes(demo: Demo) -> None:
    with demo.office.database.console() as session:
        counted = [t for t in national(session).tenants if t.is_counted]
    named = {size: {t.name for t in counted if t.size is size} for size in SizeClass}
    assert named == {SizeClass.SMALL: SMALL, SizeClass.MEDIUM: MEDIUM, SizeClass.LARGE: LARGE}


def test_f3_the_reasons_stand_on_the_coordinators_pages(demo: Demo) -> None:
    method = standard()
    for plan in PLANS:
        text = words_of(demo.member(plan.slug, Role.COORDINATOR).get("/cijfers").text)
        for reason in plan.ended:
            assert str(method.label("end_reasons", reason)) in text


def test_the_gemeente_of_a_small_programme_sees_no_reasons(demo: Demo) -> None:
    method = standard()
    text = words_of(demo.member("zaanstad", Role.GEMEENTE).get("/cijfers").text)
    for reason in method.end_reasons:
        assert f"{reason.label} 1" not in text


def test_lopik_is_in_preparation_and_adds_nothing(demo: Demo) -> None:
    with demo.office.database.console() as session:
        lopik = next(t for t in national(session).tenants if t.slug == LOPIK.slug)
    assert not lopik.is_counted
    assert sum(lopik.numbers.values()) == 0
    with demo.office.database.registry() as session:
        tenant = find_by_slug(session, LOPIK.slug)
    assert tenant is not None
    with demo.office.work(tenant) as work:
        assert work.session.scalar(select(func.count(FamilyFile.id)))


def test_every_phase_is_there(demo: Demo) -> None:
    phases: set[str] = set()
    referrals: set[str] = set()
    for plan in PLANS:
        with demo.office.database.registry() as session:
            tenant = find_by_slug(session, plan.slug)
        assert tenant is not None
        with demo.office.work(tenant) as work:
            phases.update(work.session.scalars(select(Coupling.phase)))
            referrals.update(work.session.scalars(select(Referral.state)))
    assert phases == set(CouplingPhase)
    assert {ReferralState.NEW, ReferralState.ACCEPTED, ReferralState.DECLINED} <= referrals
