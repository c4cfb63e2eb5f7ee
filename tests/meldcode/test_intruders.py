"""Attacks on a restricted file: nobody but its two people learns that it is there."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, select, text, true

from core.accounts.models import Membership, Role
from core.accounts.services import change_role, end_membership
from core.errors import NotFound, Refused
from core.families.models import FamilyRole
from core.families.services import assign_coordinator, give_reason
from core.meldcode import access, queries, seats, services
from core.meldcode.models import COMPARTMENT, MeldcodeEvent, MeldcodeFile, MeldcodeNote
from core.meldcode.retention import erase_restricted
from core.meldcode.services import NoteContent, note_step
from core.meldcode.steps import Step
from core.web.routes import POLICIES
from core.work import SYSTEM_ACTOR
from tenants.context import TenantContext
from tenants.keys import CannotOpen
from tests.casework import make_family
from tests.fixtures_web import TODAY, Person, Working
from tests.meldcode.files import SECRET, Restricted
from tests.walking import path_of

PAGES = ("", "/stap/signalen", "/stap/wegen", "/overslaan/gesprek", "/gevaar", "/sluiten",
         "/tweede-persoon", "/overdragen")  # fmt: skip
_CHANGING = re.compile(r'<input type="hidden"[^>]*>|name="csrf_token"[^>]*|[0-9a-f-]{36}|\d+ keer')


def intruders(working: Working, file: Restricted, admin: Person, officer: Person) -> list[Person]:
    """Everybody who may come close: with a reason, as the family's new coordinator, as admin."""
    with working(file.colleague.actor) as work:
        give_reason(work, file.family, "Ik wil het weten")
    with working(admin.actor) as work:
        mine = file.colleague.account.membership_id
        assign_coordinator(work, file.family, FamilyRole.ASKING, mine)
    return [file.colleague, admin, officer]


def entered(file: Restricted, people: list[Person]) -> list[str]:
    """Where somebody got in, or learned that there is something."""
    found = []
    for person in people:
        for page in PAGES:
            one, other = (
                person.browser.get(f"/meldcode/{row}{page}") for row in (file.id, uuid4())
            )
            if (one.status_code, _CHANGING.sub("", one.text)) != (
                other.status_code, _CHANGING.sub("", other.text),
            ):  # fmt: skip
                found.append(f"{person.account.name} at {page}")
        pages = ("/meldcode", f"/gezinnen/{file.family}/meldcode", "/week")
        if any(str(file.id) in person.browser.get(path).text for path in pages):
            found.append(f"{person.account.name} in a list")
    return found


def test_nobody_else_gets_in(
    restricted: Restricted, working: Working, admin: Person, gemeente_officer: Person
) -> None:
    people = intruders(working, restricted, admin, gemeente_officer)
    assert not entered(restricted, people)
    for person in (restricted.keeper, restricted.second):
        page = person.browser.get(f"/meldcode/{restricted.id}")
        assert page.status_code == 200
        assert SECRET in page.text
        assert str(restricted.id) in person.browser.get("/week").text


_honest = access.is_mine
MUTANTS: dict[str, Callable[[Any], Any]] = {
    "everybody": lambda work: true(),
    "the admin": lambda work: true() if work.actor.role == Role.ADMIN else _honest(work),
    "the family's coordinator": lambda work: (
        MeldcodeFile.family_id.is_not(None)
        if work.actor.role == Role.COORDINATOR
        else _honest(work)
    ),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_attack_finds_a_door_that_stands_open(
    mutant: str, restricted: Restricted, working: Working, admin: Person,
    gemeente_officer: Person, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    people = intruders(working, restricted, admin, gemeente_officer)
    for module in (access, queries):
        monkeypatch.setattr(module, "is_mine", MUTANTS[mutant])
    assert entered(restricted, people)


def test_who_was_the_second_person_is_shut_out(restricted: Restricted) -> None:
    path = f"/meldcode/{restricted.id}"
    chosen = {"member": str(restricted.colleague.account.membership_id)}
    assert restricted.keeper.browser.post(f"{path}/tweede-persoon", chosen).status_code == 303
    assert restricted.second.browser.get(path).status_code == 404
    assert restricted.colleague.browser.get(path).status_code == 200
    shown = restricted.keeper.browser.get(path).text
    assert "koos de andere persoon: Joke" in shown


def test_the_second_person_does_not_oust_the_keeper(restricted: Restricted) -> None:
    path = f"/meldcode/{restricted.id}/tweede-persoon"
    chosen = {"member": str(restricted.colleague.account.membership_id)}
    assert restricted.second.browser.post(path, chosen).status_code == 422
    assert restricted.colleague.browser.get(f"/meldcode/{restricted.id}").status_code == 404


def test_who_becomes_somebody_of_the_gemeente_or_leaves_is_out(
    restricted: Restricted, working: Working, admin: Person
) -> None:
    with working(admin.actor) as work:
        change_role(work, restricted.second.account.membership_id, Role.GEMEENTE)
        end_membership(work, restricted.keeper.account.membership_id)
    for person in (restricted.second, restricted.keeper):
        assert person.browser.get(f"/meldcode/{restricted.id}").status_code != 200


def test_somebody_of_the_gemeente_or_of_elsewhere_is_not_named(
    restricted: Restricted, gemeente_officer: Person, working: Working
) -> None:
    with working(restricted.keeper.actor) as work:
        for wrong in (gemeente_officer.account.membership_id, uuid4()):
            with pytest.raises(NotFound):
                seats.appoint(work, restricted.id, wrong)
            with pytest.raises(NotFound):
                seats.hand_over(work, restricted.id, wrong)


def test_a_job_does_not_read_it(restricted: Restricted, working: Working) -> None:
    with working() as work, pytest.raises(NotFound):
        services.read_file(work, restricted.id)


def test_the_vault_of_ordinary_notes_does_not_open_it(
    restricted: Restricted, working: Working
) -> None:
    with working() as work:
        note = work.session.scalars(select(MeldcodeNote)).one()
        with pytest.raises(CannotOpen):
            work.vault.open(MeldcodeNote.content, note.id, note.content)
        with pytest.raises(CannotOpen):
            work.vault.within("signal").open(MeldcodeNote.content, note.id, note.content)
        with pytest.raises(ValueError, match="compartment"):
            work.vault.seal(MeldcodeNote.content, note.id, "elsewhere")
        opened = work.vault.within(COMPARTMENT).open(MeldcodeNote.content, note.id, note.content)
        assert SECRET in opened


def test_notes_and_events_are_only_added(restricted: Restricted, superuser: Engine) -> None:
    with superuser.begin() as connection:
        for table in ("meldcode_note", "meldcode_event"):
            may = text(f"SELECT has_table_privilege('buurt_app', 'tenant.{table}', 'UPDATE')")
            assert connection.scalar(may) is False


def test_the_logbook_says_restricted_and_nothing_more(
    restricted: Restricted, superuser: Engine, tenant: TenantContext
) -> None:
    restricted.keeper.browser.get(f"/meldcode/{restricted.id}")
    query = text(
        "SELECT DISTINCT action, subject_kind, detail_digest IS NULL AS silent FROM"
        " tenant.audit_entry WHERE tenant_id = :id AND (subject_id = :file OR action ILIKE '%meld%'"
        " OR subject_kind ILIKE '%meld%')"
    )
    with superuser.connect() as connection:
        told = connection.execute(query, {"id": tenant.id, "file": restricted.id}).all()
    assert [tuple(row) for row in told] == [("restricted", "restricted", True)]


def test_no_page_changes_for_others_when_there_is_one(
    app: Flask, working: Working, coordinator: Person, admin: Person, gemeente_officer: Person
) -> None:
    """Every page about the family and of the house: not a word differs."""
    with working(coordinator.actor) as work:
        family = make_family(work, FamilyRole.ASKING, coordinator_id=coordinator.actor.id)
    people = (admin, gemeente_officer)
    dict(_pages(app, people, family))  # who looked is told by how often: the first look is new
    before = dict(_pages(app, people, family))
    with working(coordinator.actor) as work:
        file = services.open_file(work, family, admin.account.membership_id)
        seats.appoint(work, file, None)
        note_step(work, file, Step.SIGNALS, NoteContent(SECRET), TODAY)
    after = dict(_pages(app, people, family))
    assert len(before) > 25
    differing = [path for path in before if before[path] != after[path]]
    assert differing == []


def _pages(app: Flask, people: tuple[Person, ...], family: UUID) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        policy = app.extensions[POLICIES].get(rule.endpoint)
        if "GET" not in (rule.methods or ()) or not policy or policy.place != "tenant":
            continue
        if not policy.needs_login or not rule.arguments <= {"family_id", "role"}:
            continue
        values = {"family_id": str(family), "role": "vraag"}
        path = path_of(rule, {name: values[name] for name in rule.arguments})
        for person in people:
            if policy.allows(person.account.role):
                answer = person.browser.get(path)
                if answer.mimetype == "text/html":
                    yield f"{person.account.role} {path}", _CHANGING.sub("", answer.text)


def test_the_glass_breaks_only_when_nobody_is_left(
    restricted: Restricted, working: Working, admin: Person
) -> None:
    keeper, second = (p.account.membership_id for p in (restricted.keeper, restricted.second))
    chosen = restricted.colleague.account.membership_id
    _still_refused(working, restricted.id, chosen)
    with working(admin.actor) as work:
        end_membership(work, second)
    _still_refused(working, restricted.id, chosen)
    with working(admin.actor) as work:
        end_membership(work, keeper)
    with working(admin.actor) as work:
        assert seats.left_alone(work) == ((restricted.id, False),)
        with pytest.raises(NotFound):  # an admin does not do it alone
            seats.break_glass(work, restricted.id, chosen, "Nodig")
    with working() as work:
        with pytest.raises(Refused):
            seats.break_glass(work, restricted.id, chosen, " ")
        with pytest.raises(Refused):
            seats.break_glass(work, restricted.id, keeper, "Wie weg is")
        seats.break_glass(work, restricted.id, chosen, "Ada vroeg het, de rechter wil het zien")
    page = restricted.colleague.browser.get(f"/meldcode/{restricted.id}").text
    assert SECRET in page
    assert "noodtoegang, door de beheerder: Joke: Ada vroeg het" in page
    with working() as work:
        assert seats.left_alone(work) == ()


def _still_refused(working: Working, file_id: UUID, chosen: UUID) -> None:
    with working() as work, pytest.raises(Refused):
        seats.break_glass(work, file_id, chosen, "Nodig")


def test_it_outlives_the_family_and_has_a_term_of_its_own(
    restricted: Restricted, working: Working
) -> None:
    with working(restricted.keeper.actor) as work:
        services.close_file(work, restricted.id, "Veilig Thuis volgt het gezin")
    with working() as work:
        work.find(MeldcodeFile, restricted.id).family_id = None  # as when the family is erased
        work.session.flush()
        erase_restricted(work)
    page = restricted.keeper.browser.get(f"/meldcode/{restricted.id}").text
    assert "Aydin-de Wit" in page
    assert "Het wordt gewist op 23 november 2028" in page
    with working() as work:
        work.find(MeldcodeFile, restricted.id).erase_on = TODAY
        work.session.flush()
        erase_restricted(work)
    with working(SYSTEM_ACTOR) as work:
        for model in (MeldcodeFile, MeldcodeNote, MeldcodeEvent):
            assert work.session.scalars(select(model)).all() == []
        assert work.session.scalars(select(Membership)).all()
