"""Roles of a family: a former vraaggezin's file stays closed to its new role."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.couplings.models import CouplingPhase
from core.errors import NeedsReason, NotFound, Refused
from core.evaluations.models import Evaluation
from core.families import services
from core.families.access import access_file
from core.families.models import ContactWay, FamilyRole, FileAccess
from core.families.queries import family_heading
from core.families.services import ContactNote
from core.matching.models import RequestState, SupportRequest
from core.work import Office
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.families.households import ask, couple, intake, make_family, offer, people_ids
from tests.fixtures_web import TODAY, Person, Working, hire

ASKING, OFFERING = FamilyRole.ASKING, FamilyRole.OFFERING
SECRET = "Dit weet het steungezin niet."


def test_the_old_file_is_closed_to_the_new_role(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
        ask(work, family, "Oude hulpvraag")
        intake(work, family, ASKING)
        note = ContactNote(ASKING, ContactWay.PHONE, "Elif", SECRET, TODAY, None, TODAY)
        services.note_contact(work, family, note)
        child = people_ids(work, family)["Noah"]
        services.give_consent(work, family, "health", "Elif", child)
        services.note_health(work, child, "Noten")
    path = f"/gezinnen/{family}"
    assert SECRET in coordinator.browser.get(path).text
    mine = {"coordinator": str(coordinator.account.membership_id)}
    answer = coordinator.browser.post(f"{path}/wordt-steungezin", mine)
    assert answer.location == path
    page = coordinator.browser.get(path).text
    for gone in (SECRET, "Oude hulpvraag", "Intake gedaan", "Gezondheid"):
        assert gone not in page
    assert "Steungezin sinds" in page
    closed = coordinator.browser.get(f"{path}/dossier/vraag")
    assert closed.status_code == 302
    assert "/reden?rol=asking" in closed.location
    health = coordinator.browser.post(f"{path}/leden/{child}/gezondheid", page=path)
    assert health.status_code == 302
    given = coordinator.browser.post(closed.location, {"reason": "Het gezin vroeg erom"})
    assert given.location == f"{path}/dossier/vraag"
    opened = coordinator.browser.get(given.location).text
    assert SECRET in opened
    assert "Oude hulpvraag" in opened
    assert SECRET not in coordinator.browser.get(path).text
    with working(coordinator.actor) as work:
        request = work.session.scalars(select(SupportRequest)).one()
        assert request.state == RequestState.CLOSED
        reads = select(AuditEntry.id).where(AuditEntry.action == "closed_file.opened")
        assert len(work.session.scalars(reads).all()) == 1
        assert work.session.scalars(select(FileAccess.role)).all() == ["asking"]


def test_the_closed_file_is_not_read_through_its_old_coupling(
    coordinator: Person, working: Working
) -> None:
    mine = coordinator.account.membership_id
    with working() as work:
        family, other = make_family(work, mine), make_family(work, mine, "Bos", OFFERING)
        pair = couple(work, family, other, CouplingPhase.ENDED)
        evaluation = work.add(
            Evaluation(
                coupling_id=pair.coupling, kind="trial_end", due_on=TODAY, variant="standard",
                variant_version=1, state="held",
            )
        ).id  # fmt: skip
    old, held = f"/koppelingen/{pair.coupling}", f"/evaluaties/{evaluation}"
    browser = coordinator.browser
    for path in (old, held, f"{old}/contact", f"/matching/{pair.request}"):
        assert browser.get(path).status_code == 200, path
    with working() as work:
        services.become_offering(work, family, mine)
    for path in (old, held, f"{old}/contact", f"{old}/contract.pdf", f"/matching/{pair.request}"):
        answer = browser.get(path)
        assert answer.status_code == 302, path
        assert f"/gezinnen/{family}/reden?rol=asking" in answer.location
    given = browser.post(browser.get(old).location, {"reason": "Het gezin vroeg erom"})
    assert given.location == old
    assert browser.get(old).status_code == browser.get(held).status_code == 200


def test_a_steungezins_own_help_of_before_is_not_in_its_coupling(
    coordinator: Person, working: Working
) -> None:
    mine = coordinator.account.membership_id
    with working() as work:
        family, other = make_family(work, mine, "Aydin"), make_family(work, mine, "Bos")
        note = ContactNote(ASKING, ContactWay.VISIT, "Elif van toen", SECRET, TODAY)
        services.note_contact(work, family, note)
        services.become_offering(work, family, mine)
        pair = couple(work, other, family)
    page = coordinator.browser.get(f"/koppelingen/{pair.coupling}")
    assert page.status_code == 200
    assert "Elif van toen" not in page.text
    assert SECRET not in page.text


def test_a_reason_for_the_closed_file_opens_no_colleagues_file(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    colleague = hire(app, office, tenant, Role.COORDINATOR)
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
        services.become_offering(work, family, coordinator.account.membership_id)
    with working(colleague.actor) as work, pytest.raises(NeedsReason) as needed:
        services.give_reason(work, family, "nieuwsgierig", ASKING)
    assert needed.value.role is None
    with working(colleague.actor) as work:
        services.give_reason(work, family, "ik neem waar")
    with working(colleague.actor) as work, pytest.raises(NeedsReason) as needed:
        access_file(work, family, ASKING)
    assert needed.value.role == ASKING


def test_who_may_become_a_steungezin(coordinator: Person, working: Working) -> None:
    with working() as work:
        asking, offering = make_family(work, None), make_family(work, None, "Bos", OFFERING)
        couple(work, asking, offering)
    for family, says in ((asking, "loopt nog een koppeling"), (offering, "geen vraaggezin")):
        with working() as work, pytest.raises(Refused, match=says):
            services.become_offering(work, family, None)
    answer = coordinator.browser.post(f"/gezinnen/{asking}/wordt-steungezin", {"coordinator": ""})
    assert answer.status_code == 422
    assert "loopt nog een koppeling" in answer.text


def test_a_file_closes_and_opens_again(coordinator: Person, working: Working) -> None:
    with working() as work:
        family = make_family(work, coordinator.account.membership_id)
    path, browser = f"/gezinnen/{family}", coordinator.browser
    assert browser.post(f"{path}/sluiten/vraag", {}).status_code == 422
    assert browser.post(f"{path}/sluiten/vraag", {"reason": "onzin"}).status_code == 422
    assert browser.post(f"{path}/sluiten/vraag", {"reason": "moved"}).status_code == 303
    page = browser.get(path).text
    assert "gesloten op 23 november 2026" in page
    assert "Contact noteren" not in page
    assert browser.post(f"{path}/sluiten/vraag", {"reason": "moved"}).status_code == 422
    assert browser.post(f"{path}/heropenen/vraag", {"reason": " "}).status_code == 422
    assert browser.post(f"{path}/heropenen/vraag", {"reason": "Terug"}).status_code == 303
    assert browser.post(f"{path}/heropenen/vraag", {"reason": "Terug"}).status_code == 422
    assert browser.get(f"{path}/sluiten/steun").status_code == 404
    assert browser.get(f"{path}/sluiten/iets").status_code == 404


@pytest.mark.parametrize("role", [ASKING, OFFERING])
def test_a_file_with_a_running_coupling_stays_open(working: Working, role: FamilyRole) -> None:
    with working() as work:
        pair = couple(
            work, make_family(work, None), make_family(work, None, "Bos", OFFERING),
            CouplingPhase.INTRODUCTION,
        )  # fmt: skip
    family = pair.asking if role is ASKING else pair.offering
    with working() as work, pytest.raises(Refused, match="loopt nog een koppeling"):
        services.close_file(work, family, role, "moved")


def test_a_file_goes_to_a_coordinator_who_works_here(
    admin: Person, coordinator: Person, gemeente_officer: Person, working: Working
) -> None:
    with working() as work:
        family = make_family(work, admin.account.membership_id)
    path = f"/gezinnen/{family}/coordinator/vraag"
    wrong = {"coordinator": str(gemeente_officer.account.membership_id)}
    assert admin.browser.post(path, wrong).status_code == 422
    with working() as work, pytest.raises(NotFound):
        services.assign_coordinator(work, family, ASKING, gemeente_officer.account.membership_id)
    right = {"coordinator": str(coordinator.account.membership_id)}
    assert admin.browser.post(path, right).status_code == 303
    with working() as work:
        assert family_heading(work, family).coordinator == "Marit Hendriks"


def test_a_family_has_both_roles_in_files_of_their_own(
    coordinator: Person, working: Working
) -> None:
    mine = coordinator.account.membership_id
    with working(coordinator.actor) as work:
        family = make_family(work, mine)
        services.open_role(work, family, OFFERING, mine)
        with pytest.raises(Refused):
            services.open_role(work, family, OFFERING, mine)
    with working(coordinator.actor) as work:
        assert family_heading(work, family).roles == (ASKING, OFFERING)
    page = coordinator.browser.get(f"/gezinnen/{family}").text
    assert "Hulpvragen" in page
    assert "Aanbod" in page
    assert "Bij welk dossier?" in page


def test_every_page_of_the_file_has_its_tabs(coordinator: Person, working: Working) -> None:
    mine = coordinator.account.membership_id
    with working() as work:
        family = make_family(work, mine)
        services.open_role(work, family, OFFERING, mine)
        request_id, offer_id = ask(work, family), offer(work, family)
    at = f"/gezinnen/{family}"
    pages = {
        f"{at}/intake": "Intake",
        f"{at}/intake-steungezin": "Intake steungezin",
        f"{at}/veiligheid": "Veiligheid",
        f"{at}/vog": "VOG",
        f"{at}/hulpvraag/nieuw": "",
        f"{at}/aanbod/nieuw": "",
        f"/hulpvragen/{request_id}/wijzig": "",
        f"/aanbod/{offer_id}/wijzig": "",
    }
    for path, tab in pages.items():
        page = coordinator.browser.get(path).text
        assert page.count("<h1") == 1, path
        for link in ("intake", "intake-steungezin", "veiligheid", "vog", "toestemming"):
            assert f'href="{at}/{link}"' in page, path
        current = re.findall(r'aria-current="page"[^>]*>([^<]+)</a>', page)
        assert (tab in current) if tab else ("Overzicht" not in current), (path, current)
