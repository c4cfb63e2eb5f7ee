"""A false alarm of the check may be kept with a reason; what tells who it is never may."""

import re
from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from core.accounts.models import Role
from core.errors import Refused
from core.families.models import MemberKind
from core.programme.services import set_programme
from core.recruiting.access import access_profile
from core.recruiting.services import overrule, write_text
from core.recruiting.wording import Fields
from core.recruiting.writing import read_checked
from core.work import Office
from tenants.context import TenantContext
from tests.casework import add_member
from tests.fixtures_web import Person, Working, hire
from tests.recruiting.test_pages import WIDE, agreed, made, placed, request_id

__all__ = ["request_id"]

FEAST = {**WIDE, "sentence": "Samen vieren we het Suikerfeest."}


def keys(person: Person, page: str) -> list[str]:
    return re.findall(r'name="vals" value="([^"]+)"', person.browser.get(page).text)


def kept(person: Person, page: str, key: str, reason: str, text: dict[str, str]) -> tuple[int, str]:
    typed = {**text, "vals": key, f"waarom-{key}": reason}
    answer = person.browser.post(page, typed)
    return answer.status_code, answer.text


def profile_of(page: str) -> UUID:
    return UUID(page.rpartition("/")[2])


def test_a_capital_that_is_no_name_is_kept_with_a_reason(
    coordinator: Person, working: Working, request_id: UUID
) -> None:
    page = made(coordinator, request_id, FEAST)
    [key] = keys(coordinator, page)
    agreed(coordinator, page)
    assert placed(coordinator, page)[0] == 422
    status, told = kept(coordinator, page, key, " ", FEAST)
    assert status == 422 and "waarom “Suikerfeest” geen naam is" in told
    assert kept(coordinator, page, key, "Het is een feest.", FEAST)[0] == 303
    shown = coordinator.browser.get(page).text
    assert "Het is een feest." in shown
    assert "Marit Hendriks liet dit staan op 23 november 2026" in shown
    with working(coordinator.actor) as work:
        version = access_profile(work, profile_of(page)).version
        [one] = read_checked(work, version).overruled
        assert (one.quote, one.by, one.on) == ("Suikerfeest", coordinator.actor.id, work.today)
    assert placed(coordinator, page)[0] == 303
    other = {**FEAST, "sentence": "Samen vieren we thuis het Suikerfeest."}
    coordinator.browser.post(page, other)
    assert len(keys(coordinator, page)) == 1, "in another sentence it is asked again"


@pytest.mark.parametrize(
    "sentence",
    [
        "Samen met Mila naar buiten.",
        "Samen op de Boerderij.",
        "Hij wil graag buiten spelen.",
        "Het kind is acht jaar.",
        "Op zaterdag naar buiten.",
        "Een kind met adhd.",
    ],
    ids=["name", "told", "copied", "age", "day", "illness"],
)
def test_what_tells_who_it_is_is_never_kept(
    sentence: str, coordinator: Person, request_id: UUID
) -> None:
    text = {**WIDE, "sentence": sentence}
    never_kept(coordinator, made(coordinator, request_id, text), text)


@pytest.mark.parametrize(
    ("exact", "key"),
    [(Fields("age-5"), "age-who-0"), (Fields(where="place-Rhenen"), "rare-where-0")],
    ids=["exact age", "rare"],
)
def test_what_the_choices_tell_is_never_kept(
    exact: Fields, key: str, coordinator: Person, working: Working, request_id: UUID
) -> None:
    page = made(coordinator, request_id)
    with working(coordinator.actor) as work:
        write_text(work, profile_of(page), exact, "")
        with pytest.raises(Refused, match="kunt u niet weghalen"):
            overrule(work, profile_of(page), key, "Vals alarm")
    assert keys(coordinator, page) == []
    agreed(coordinator, page)
    assert placed(coordinator, page)[0] == 422


def never_kept(person: Person, page: str, text: dict[str, str]) -> None:
    person.browser.post(page, text)
    key = re.search(r'name="grover" value="([^"]+)"', person.browser.get(page).text)
    assert key and keys(person, page) == []
    status, told = kept(person, page, key[1], "Vals alarm", text)
    assert status == 422 and "kunt u niet weghalen" in told
    agreed(person, page)
    assert placed(person, page)[0] == 422


def test_it_is_found_again_when_somebody_has_the_name(
    coordinator: Person, working: Working, request_id: UUID
) -> None:
    page = made(coordinator, request_id, FEAST)
    [key] = keys(coordinator, page)
    kept(coordinator, page, key, "Het is een feest.", FEAST)
    with working(coordinator.actor) as work:
        request = access_profile(work, profile_of(page)).request
        assert request
        add_member(work, request.family_id, "Suikerfeest", MemberKind.CHILD, date(2020, 1, 1))
    agreed(coordinator, page)
    assert placed(coordinator, page)[0] == 422
    assert "“Suikerfeest” is een naam" in coordinator.browser.get(page).text


def test_a_colleague_reads_it_again_and_sees_the_word_but_not_why(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, working: Working,
    request_id: UUID,
) -> None:  # fmt: skip
    with working() as work:
        set_programme(work, rereads_profiles=True)
    page = made(coordinator, request_id, FEAST)
    reader = hire(app, office, tenant, Role.COORDINATOR, "Tineke Bos")
    digest = re.search(r'name="tekst" value="(\w+)"', reader.browser.get(f"{page}/lezen").text)
    assert digest
    reader.browser.post(f"{page}/lezen", {"tekst": digest[1]})
    [key] = keys(coordinator, page)
    kept(coordinator, page, key, "Zo heet hun feest.", FEAST)
    agreed(coordinator, page)
    assert "Een collega moet de tekst eerst lezen" in placed(coordinator, page)[1]
    shown = reader.browser.get(f"{page}/lezen").text
    assert "dit geen namen zijn: Suikerfeest" in shown
    assert "Zo heet hun feest" not in shown
    reader.browser.post(f"{page}/lezen", {"tekst": digest[1]})
    assert placed(coordinator, page)[0] == 303
