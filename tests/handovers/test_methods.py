"""The variant of the method goes along; who has it not goes on by its own, and loses no word."""

from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from core.couplings.models import Coupling
from core.evaluations.models import Evaluation
from core.families.models import ContactMoment, FamilyRole
from core.handovers.package import read, written
from core.handovers.packing import Choices, pack
from core.handovers.receiving import accept_handover
from core.intake.models import Intake
from core.intake.services import IntakeRecord, record_intake
from core.matching.models import SupportRequest
from core.method.choice import make_default, switch_on
from core.method.standard import standard
from core.method.variant import Choice, MethodVariant, Question, QuestionKind, Side
from core.work import Office
from tenants.context import TenantContext
from tests.couplings.pairs import definitive
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY
from tests.handovers.moving import Road, set_out
from tests.licences.granting import grant, organisation_of, welfare_tenant
from tests.method.variants import installed, variant

NEST = "Waar slaapt het kind het liefst?"


def pilot() -> MethodVariant:
    """A variant with a question and a kind of help of its own."""
    own = Question("nest", NEST, QuestionKind.TEXT, Side.ASKING)
    return variant(
        "pilot", first_year_interval_months=3,
        intake_questions=(*standard().intake_questions, own),
        formal_help_kinds=(*standard().formal_help_kinds, Choice("buurtzorg", "Buurtzorg")),
    )  # fmt: skip


def coupled_by_pilot(road: Road) -> None:
    """The family that goes has an intake and a coupling by the pilot, evaluated once."""
    with road.office.work(road.here, road.sender.actor) as work:
        switch_on(work, "pilot")
        make_default(work, "pilot")
        old = work.session.scalars(select(Intake).where(Intake.family_id == road.family_id)).one()
        work.session.delete(old)
        work.session.flush()
        answers = {"daily_life": "Druk", "nest": "Bij oma"}
        record = IntakeRecord(
            FamilyRole.ASKING, TODAY, answers, "", "", ("buurtzorg",), None, "Rust"
        )
        record_intake(work, road.family_id, record)
        coupling = work.find(Coupling, definitive(work, "Bos", "Vis"))
        coupling.asking_family_id = road.family_id
        mine = select(SupportRequest.id).where(SupportRequest.family_id == road.family_id)
        coupling.request_id = work.session.scalars(mine).one()
        done = work.session.scalars(select(Evaluation).order_by(Evaluation.due_on)).first()
        assert done
        done.held_on = TODAY


@pytest.fixture
def strangers(app: Flask, office: Office, make_tenant: MakeTenant, tenant: TenantContext) -> Road:
    """From the Stichting to a welfare organisation with a licence for the standard method only."""
    there = welfare_tenant(make_tenant)
    grant(office, organisation_of(office, there), TODAY)
    return set_out(app, office, tenant, there)


def arrive(road: Road) -> tuple[str, UUID]:
    """What the page says before, and the family after it was taken over."""
    handover_id = road.send()
    road.deliver(handover_id)
    page = road.receiver.browser.get(f"/aanmeldingen/overdrachten/{handover_id}").text
    with road.office.work(road.there, road.receiver.actor) as work:
        return page, accept_handover(work, handover_id, road.receiver.account.membership_id)


def notes(road: Road, family_id: UUID) -> str:
    with road.office.work(road.there, road.receiver.actor) as work:
        query = select(ContactMoment).where(ContactMoment.family_id == family_id)
        return "\n".join(
            work.vault.open(ContactMoment.note, one.id, one.note)
            for one in work.session.scalars(query)
        )


def intake(road: Road, family_id: UUID) -> Intake:
    with road.office.work(road.there, road.receiver.actor) as work:
        return work.session.scalars(select(Intake).where(Intake.family_id == family_id)).one()


def test_who_has_the_variant_goes_on_by_it(road: Road) -> None:
    with installed(pilot()):
        coupled_by_pilot(road)
        with road.office.work(road.there) as work:
            switch_on(work, "pilot")
        page, family_id = arrive(road)
        assert "U werkt hier ook met “Methode pilot”." in page
        assert "elke 3 maanden" in page and "definitief sinds 23 november 2026" in page
        assert NEST in page and "Bij oma" in page
        assert "Vis" not in page  # of the other family nothing goes
        kept = intake(road, family_id)
        assert (kept.variant, kept.variant_version) == ("pilot", 1)
        assert kept.formal_help == ["buurtzorg"]
        told = notes(road, family_id)
        assert "Koppeling volgens “Methode pilot” (versie 1)" in told
        assert NEST not in told


@pytest.mark.parametrize("has_plugin", [True, False])
def test_who_has_not_goes_on_by_its_own_and_keeps_the_old_as_text(
    strangers: Road, has_plugin: bool
) -> None:
    road = strangers
    with installed(pilot()):
        coupled_by_pilot(road)
        handover_id = road.send()
    road.deliver(handover_id)
    with installed(*([pilot()] if has_plugin else [])):
        path = f"/aanmeldingen/overdrachten/{handover_id}"
        page = road.receiver.browser.get(path).text
        assert "kan hier niet" in page and NEST in page
        assert ("licentie" in page) == has_plugin
        assert ("niet geïnstalleerd" in page) != has_plugin
        with road.office.work(road.there, road.receiver.actor) as work:
            mine = road.receiver.account.membership_id
            family_id = accept_handover(work, handover_id, mine)
        kept = intake(road, family_id)
        assert (kept.variant, kept.formal_help) == ("standard", [])
        told = notes(road, family_id)
        for words in (
            "volgens “Methode pilot” (versie 1)", f"{NEST} Bij oma", "Buurtzorg", "kan hier niet",
        ):  # fmt: skip
            assert words in told
        assert road.receiver.browser.get(f"/gezinnen/{family_id}").status_code == 200


def test_a_package_of_before_is_read_as_ever(road: Road) -> None:
    with road.office.work(road.here, road.sender.actor) as work:
        package = pack(work, road.family_id, road.role, Choices(with_intake=True))
        assert read(written(package)) == package
        bare = replace(package, intake_method=None, intake_words=(), couplings=())
        assert read(written(bare)) == bare
