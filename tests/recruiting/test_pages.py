"""A search profile as a coordinator makes it: text, check, approval, channels."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.errors import NotFound
from core.families.models import FamilyFile, FamilyRole
from core.matching.models import RequestState, SupportRequest
from core.network.models import Partner
from core.network.names import name_key
from core.programme.services import set_programme
from core.recruiting.models import ChannelKind, ProfileChannel, ProfileState, SearchProfile
from core.recruiting.nightly import settle_search_profiles
from core.recruiting.publishing import PublicProfile, open_profiles, published
from core.recruiting.services import start_profile
from core.recruiting.wording import Fields
from core.referrals.models import Referral
from core.referrals.services import receive
from core.work import Office, Work
from tenants.context import TenantContext
from tenants.ids import new_id
from tests.casework import asking
from tests.fixtures_web import TODAY, Person, Working, hire, work_on
from tests.referrals.drafts import MERYEM, counted

TOLD = "Sem is gek op dieren en op de boerderij. Hij wil graag buiten spelen."
WIDE = {"who": "primary", "what": "afternoon", "often": "weekly", "where": "gemeente"}
COPIED = {**WIDE, "sentence": "Hij wil graag buiten spelen."}


@pytest.fixture
def request_id(working: Working) -> UUID:
    with working() as work:
        _family, request = asking(work, wishes=TOLD)
        return request


def made(person: Person, request_id: UUID, text: dict[str, str] = WIDE) -> str:
    """Make a profile by its form; the address of its page."""
    answer = person.browser.post(f"/matching/{request_id}/zoekprofiel", text)
    assert answer.status_code == 303, answer.text
    return str(answer.location).partition("#")[0]


def agreed(person: Person, page: str, on: str = "23-11-2026") -> None:
    text = re.search(r'name="tekst" value="(\w+)"', person.browser.get(page).text)
    assert text
    typed = {"approved_on": on, "approved_how": "phone", "tekst": text[1]}
    answer = person.browser.post(f"{page}/akkoord", typed, page=page)
    assert answer.status_code == 303, answer.text


def placed(person: Person, page: str, **changed: object) -> tuple[int, str]:
    shown = person.browser.get(page).text
    channels = re.findall(r'name="channels"[^>]* value="([\w-]+)" checked', shown)
    typed = {"channels": channels, "until": "15-1-2027", "actie": "plaats", **changed}
    answer = person.browser.post(f"{page}/plaatsen", typed, page=page)
    return answer.status_code, answer.text


def shown(working: Working) -> list[PublicProfile]:
    with working() as work:
        return list(open_profiles(work))


def test_from_request_to_published(coordinator: Person, working: Working, request_id: UUID) -> None:
    page = made(coordinator, request_id)
    assert "Geen naam, school, straat of ziekte gevonden" in coordinator.browser.get(page).text
    assert placed(coordinator, page)[0] == 422, "the family has not agreed yet"
    agreed(coordinator, page)
    assert placed(coordinator, page)[0] == 303
    [found] = shown(working)
    assert found.title == "Een kind op de basisschool zoekt een vaste middag"
    assert found.number == 1
    with working() as work:
        codes = work.session.scalars(select(ProfileChannel.code).where(ProfileChannel.is_on)).all()
        assert len(codes) == 4
        assert published(work, codes[0]).channel_id
        assert published(work, found.code).channel_id is None


def test_the_first_text_is_wide_and_says_what_was_exact(
    coordinator: Person, request_id: UUID
) -> None:
    page = coordinator.browser.get(f"/matching/{request_id}/zoekprofiel").text
    assert "“Een kind van 5 jaar” werd “Een kind op de basisschool”" in page
    preview = page.partition("Zo leest iemand het")[2].partition("</div>")[0]
    assert "Mila" not in preview
    assert "5 jaar" not in preview


def test_what_was_copied_is_found_and_made_wider(coordinator: Person, request_id: UUID) -> None:
    page = made(coordinator, request_id, COPIED)
    text = coordinator.browser.get(page).text
    assert "komt uit het dossier" in text
    assert "<mark>Hij wil graag buiten spelen</mark>" in text
    agreed(coordinator, page)
    status, told = placed(coordinator, page)
    assert status == 422
    assert "Maak eerst stap 2 af" in told
    key = re.search(r'name="grover" value="([^"]+)"', text)
    assert key
    coordinator.browser.post(page, {**COPIED, "grover": key[1]})
    text = coordinator.browser.get(page).text
    assert "Samen buiten spelen is fijn." in text
    assert "komt uit het dossier" not in text
    assert placed(coordinator, page)[0] == 422, "what was agreed to was another text"
    coordinator.browser.post(
        page, {**WIDE, "sentence": "Samen buiten spelen is fijn.", "terug": "sentence"}
    )
    assert "komt uit het dossier" in coordinator.browser.get(page).text


def test_what_is_put_back_is_found_again(coordinator: Person, request_id: UUID) -> None:
    page = made(coordinator, request_id)
    coordinator.browser.post(page, {**WIDE, "terug": "who"})
    text = coordinator.browser.get(page).text
    assert "“Een kind van 5 jaar” zegt hoe oud iemand is" in text
    assert "Een kind van 5 jaar zoekt een vaste middag" in text


def test_a_change_waits_for_approval_while_the_first_text_stays(
    coordinator: Person, working: Working, request_id: UUID
) -> None:
    page = made(coordinator, request_id)
    agreed(coordinator, page)
    placed(coordinator, page)
    coordinator.browser.post(page, {**WIDE, "what": "weekend"})
    assert "Dit wordt versie 2." in coordinator.browser.get(page).text
    assert shown(working)[0].number == 1
    assert placed(coordinator, page)[0] == 422
    agreed(coordinator, page)
    assert placed(coordinator, page)[0] == 303
    assert [(one.number, one.title) for one in shown(working)] == [
        (2, "Een kind op de basisschool zoekt een dag in het weekend")
    ]


def test_an_approval_is_of_the_text_that_was_on_the_screen(
    coordinator: Person, request_id: UUID
) -> None:
    page = made(coordinator, request_id)
    old = re.search(r'name="tekst" value="(\w+)"', coordinator.browser.get(page).text)
    assert old
    coordinator.browser.post(page, {**WIDE, "what": "weekend"})
    typed = {"approved_on": "23-11-2026", "approved_how": "visit", "tekst": old[1]}
    answer = coordinator.browser.post(f"{page}/akkoord", typed, page=page)
    assert answer.status_code == 422
    assert "De tekst is intussen gewijzigd" in answer.text


@pytest.mark.parametrize(
    ("on", "said"), [("24-11-2026", "nog niet geweest"), ("1-11-2026", "er nog niet")]
)
def test_an_approval_has_a_day_that_can_be(
    coordinator: Person, request_id: UUID, on: str, said: str
) -> None:
    page = made(coordinator, request_id)
    text = re.search(r'name="tekst" value="(\w+)"', coordinator.browser.get(page).text)
    assert text
    typed = {"approved_on": on, "approved_how": "phone", "tekst": text[1]}
    answer = coordinator.browser.post(f"{page}/akkoord", typed, page=page)
    assert answer.status_code == 422
    assert said in answer.text
    assert on in answer.text, "what was typed is kept"


@pytest.mark.parametrize(
    ("until", "said"), [("1-11-2026", "al geweest"), ("1-11-2027", "binnen een half jaar")]
)
def test_a_last_day_is_ahead_and_near(
    coordinator: Person, request_id: UUID, until: str, said: str
) -> None:
    status, told = placed(coordinator, made(coordinator, request_id), until=until)
    assert status == 422
    assert said in told


def published_profile(coordinator: Person, request_id: UUID) -> str:
    page = made(coordinator, request_id)
    agreed(coordinator, page)
    assert placed(coordinator, page)[0] == 303
    return page


@pytest.mark.parametrize(
    ("request_state", "state"),
    [(RequestState.COUPLED, ProfileState.FOUND), (RequestState.CLOSED, ProfileState.WITHDRAWN)],
)
def test_it_stops_at_once_when_nobody_is_looked_for(
    coordinator: Person, working: Working, request_id: UUID, request_state: RequestState, state: str
) -> None:
    published_profile(coordinator, request_id)
    code = shown(working)[0].code
    with working() as work:
        work.find(SupportRequest, request_id).state = request_state
    assert shown(working) == []
    with working() as work, pytest.raises(NotFound):
        published(work, f"{code}-s")
    with working() as work:
        settle_search_profiles(work)
        work.session.flush()
        assert work.session.scalars(select(SearchProfile.state)).all() == [state]


def test_it_stops_by_its_day_and_by_hand(
    coordinator: Person, working: Working, request_id: UUID, office: Office, tenant: TenantContext
) -> None:
    page = published_profile(coordinator, request_id)
    with office.database.transaction(tenant.id) as session:
        later = work_on(office, session, tenant, TODAY + timedelta(days=200))
        assert open_profiles(later) == ()
        settle_search_profiles(later)
        session.flush()
        assert session.scalars(select(SearchProfile.state)).all() == [ProfileState.EXPIRED]
        session.rollback()
    assert len(shown(working)) == 1
    assert coordinator.browser.post(f"{page}/weg", page=page).status_code == 303
    assert shown(working) == []
    assert "Alle links zijn gestopt" in coordinator.browser.get(page).text


def test_who_referred_the_family_never_gets_it(
    coordinator: Person, working: Working, request_id: UUID
) -> None:
    with working() as work:
        family = work.find(SupportRequest, request_id).family_id
        receive(work, MERYEM)
        referral = work.session.scalars(select(Referral)).one()
        referral.family_id, referral.role = family, FamilyRole.ASKING
        name = MERYEM.referrer.organisation if MERYEM.referrer else ""
        school = {"name": name, "name_key": name_key(name), "kind": "school", "created_on": TODAY}
        partner = work.add(Partner(id=new_id(), **school)).id
        other = work.add(
            Partner(id=new_id(), **{**school, "name": "De Linde", "name_key": "linde"})
        ).id
    page = made(coordinator, request_id)
    text = coordinator.browser.get(page).text
    assert "meldde dit gezin aan en krijgt dit profiel niet" in text
    assert "Scholen (1)" in text
    refused = coordinator.browser.post(f"{page}/organisatie", {"partner": str(partner)}, page=page)
    assert refused.status_code == 422
    added = coordinator.browser.post(f"{page}/organisatie", {"partner": str(other)}, page=page)
    assert added.status_code == 303
    with working() as work:
        [kept] = work.session.scalars(
            select(ProfileChannel).where(ProfileChannel.kind == ChannelKind.PARTNER)
        )
        assert kept.partner_id == other


def test_a_second_reader_reads_only_the_text(
    coordinator: Person, app: Flask, office: Office, tenant: TenantContext, working: Working,
    request_id: UUID,
) -> None:  # fmt: skip
    with working() as work:
        set_programme(work, rereads_profiles=True)
        file = work.session.scalars(select(FamilyFile)).one()
        file.coordinator_id = coordinator.account.membership_id
    page = made(coordinator, request_id)
    agreed(coordinator, page)
    status, told = placed(coordinator, page)
    assert (status, "Een collega moet de tekst eerst lezen" in told) == (422, True)
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Pien Smit").browser
    assert "Aydin" not in colleague.get(f"{page}/lezen").text
    assert "Zo leest iemand het" not in colleague.get(page).text, "her file asks for a reason"
    text = re.search(r'name="tekst" value="(\w+)"', colleague.get(f"{page}/lezen").text)
    assert text
    own = coordinator.browser.post(f"{page}/lezen", {"tekst": text[1]}, page=page)
    assert own.status_code >= 300
    assert placed(coordinator, page)[0] == 422
    assert colleague.post(f"{page}/lezen", {"tekst": text[1]}).status_code == 303
    assert placed(coordinator, page)[0] == 303


def test_only_the_admin_asks_for_a_second_reader(
    coordinator: Person, admin: Person, gemeente_officer: Person
) -> None:
    asked = {"meelezen": "ja"}
    assert gemeente_officer.browser.get("/werving").status_code == 403
    refused = coordinator.browser.post("/werving/meelezen", asked, page="/lessen/noteren")
    assert refused.status_code == 403
    assert admin.browser.post("/werving/meelezen", asked, page="/werving").status_code == 303
    assert "Niet meer laten meelezen" in admin.browser.get("/werving").text


def test_the_list_is_for_who_works_here(coordinator: Person, gemeente_officer: Person) -> None:
    assert "Nog geen zoekprofielen" in coordinator.browser.get("/werving").text
    assert gemeente_officer.browser.get("/werving").status_code == 403


def test_another_tenants_profile_is_not_there(
    coordinator: Person, app: Flask, office: Office, foreign_profile: UUID
) -> None:
    for path in ("", "/lezen"):
        assert coordinator.browser.get(f"/werving/{foreign_profile}{path}").status_code == 404
    for path in ("", "/akkoord", "/plaatsen", "/organisatie", "/weg", "/lezen"):
        answer = coordinator.browser.post(f"/werving/{foreign_profile}{path}", page="/werving")
        assert answer.status_code == 404, path


@pytest.fixture
def foreign_profile(office: Office, other_tenant: TenantContext) -> UUID:
    with office.work(other_tenant) as work:
        _family, request = asking(work)
        return start_profile(work, request, Fields())


def test_a_foreign_channel_is_not_taken(
    coordinator: Person, working: Working, request_id: UUID, office: Office,
    other_tenant: TenantContext, foreign_profile: UUID,
) -> None:  # fmt: skip
    with office.work(other_tenant) as work:
        theirs = work.session.scalars(select(ProfileChannel.id)).first()
    assert placed(coordinator, made(coordinator, request_id), channels=[str(theirs)])[0] == 422


def test_the_list_asks_no_query_for_each_row(
    coordinator: Person, working: Working, office: Office
) -> None:
    def statements(count: int) -> int:
        with working() as work:
            for number in range(count):
                _profile(work, number)
        coordinator.browser.get("/werving")
        with counted(office) as seen:
            coordinator.browser.get("/werving")
        return len(seen)

    assert statements(2) == statements(8)


def _profile(work: Work, number: int) -> None:
    _family, request = asking(work, f"Gezin {number}")
    start_profile(work, request, Fields())
