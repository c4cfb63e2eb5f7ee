"""Search profiles as everyone meets them: pages, short links, what is over, and what is counted."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.recruiting.models import (
    ChannelKind,
    ProfileState,
    ProfileVisits,
    SearchProfile,
)
from core.work import Office
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import Browser, Working, host_of
from tests.recruiting.shown import TEXT, show

PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
OVER = "Dit zoekprofiel is niet meer nodig"


def seen(working: Working) -> int:
    with working() as work:
        return work.session.scalar(select(func.sum(ProfileVisits.seen))) or 0


def test_a_profile_is_read_and_leads_to_the_door(visitor: Browser, working: Working) -> None:
    assert "Nu staat hier geen zoekprofiel" in visitor.get("/zoekprofielen").text
    with working() as work:
        show(work)
    for path in ("/", "/zoekprofielen"):
        listed = visitor.get(path)
        assert TEXT.title in listed.text and "/zoekprofielen/jw7" in listed.text
    page = visitor.get("/zoekprofielen/jw7-s")
    assert page.status_code == 200
    for words in (*TEXT.lines, *TEXT.seeks, *TEXT.gives):
        assert words in page.text
    assert "/ik-wil-steun-geven?zoekprofiel=jw7-s" in page.text
    assert 'property="og:image" content="http' in page.text
    assert 'lang="nl"' in visitor.get("/zoekprofielen/jw7?taal=pl").text


def test_a_short_link_counts_and_leads_to_the_page(visitor: Browser, working: Working) -> None:
    with working() as work:
        channel = show(work).channels[ChannelKind.SCHOOLS]
    for _time in range(3):
        gone = visitor.get("/k/jw7-s", headers={"User-Agent": PHONE})
        assert (gone.status_code, gone.location) == (303, "/zoekprofielen/jw7-s")
        assert "Set-Cookie" not in gone.headers
    with working() as work:
        [row] = work.session.scalars(select(ProfileVisits))
        assert (row.channel_id, row.day, row.seen) == (channel, work.today, 3)


def test_a_code_is_read_as_a_phone_writes_it_and_nonsense_is_over(
    visitor: Browser, working: Working
) -> None:
    with working() as work:
        show(work)
    assert visitor.get("/k/Jw7-S", headers={"User-Agent": PHONE}).status_code == 303
    assert seen(working) == 1
    door = visitor.get("/ik-wil-steun-geven?zoekprofiel=JW7-S").text
    assert 'name="zoekprofiel" value="jw7-s"' in door
    for nonsense in ("jw7%0d%0aX:y", "%F0%9F%8C%BB", "a" * 500):
        for path in (f"/k/{nonsense}", f"/zoekprofielen/{nonsense}/poster.pdf"):
            answer = visitor.get(path)
            assert answer.status_code == 410 and OVER in answer.text, path


def test_dutch_words_keep_their_direction_beside_arabic(visitor: Browser, working: Working) -> None:
    with working() as work:
        show(work)
    for path in ("/zoekprofielen?taal=ar", "/zoekprofielen/jw7?taal=ar"):
        page = visitor.get(path).text
        assert 'dir="rtl"' in page
        dutch = re.findall(r'<(?:p|h\d|div|ul|article|span)\b[^>]*lang="nl"[^>]*>', page)
        assert dutch and all('dir="ltr"' in tag for tag in dutch), dutch


def test_the_profiles_own_link_counts_for_the_website(visitor: Browser, working: Working) -> None:
    with working() as work:
        website = show(work).channels[ChannelKind.SOCIAL]
    visitor.get("/k/jw7", headers={"User-Agent": PHONE})
    with working() as work:
        [row] = work.session.scalars(select(ProfileVisits))
        assert (row.channel_id, row.seen) == (website, 1)


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "Googlebot/2.1"},
        {"User-Agent": "WhatsApp/2.24"},
        {"User-Agent": ""},
        {"User-Agent": PHONE, "Sec-Purpose": "prefetch;prerender"},
    ],
)
def test_machines_are_not_counted(
    visitor: Browser, working: Working, headers: dict[str, str]
) -> None:
    with working() as work:
        show(work)
    assert visitor.get("/k/jw7-s", headers=headers).status_code == 303
    head = visitor.client.head(
        "/k/jw7-s", base_url=f"http://{visitor.host}", headers={"User-Agent": PHONE}
    )
    assert head.status_code == 303
    assert seen(working) == 0


@pytest.mark.parametrize("state", [ProfileState.WITHDRAWN, ProfileState.FOUND, ProfileState.DRAFT])
def test_what_is_over_is_over_everywhere(
    visitor: Browser, working: Working, state: ProfileState
) -> None:
    with working() as work:
        shown = show(work)
    assert visitor.get("/zoekprofielen/jw7-s/beeld.png").status_code == 200
    with working() as work:
        work.find(SearchProfile, shown.id).state = state
    answers = {
        path: visitor.get(path, headers={"User-Agent": PHONE})
        for path in (
            "/k/jw7", "/k/jw7-s", "/zoekprofielen/jw7", "/zoekprofielen/jw7-s/poster.pdf",
            "/zoekprofielen/jw7-s/flyer.pdf", "/zoekprofielen/jw7/beeld.png",
        )
    }  # fmt: skip
    for answer in answers.values():
        assert answer.status_code == 410 and OVER in answer.text
        assert "/ik-wil-steun-geven" in answer.text and TEXT.title not in answer.text
    assert seen(working) == 0
    assert TEXT.title not in visitor.get("/zoekprofielen").text


def test_a_day_too_late_is_over(visitor: Browser, working: Working) -> None:
    with working() as work:
        show(work, "laat1", until=work.today - timedelta(days=1))
        show(work, "nog11", until=work.today)
    assert visitor.get("/k/laat1").status_code == 410
    assert visitor.get("/k/nog11").status_code == 303


def test_anothers_code_answers_as_one_that_never_was(
    app: Flask, office: Office, make_tenant: MakeTenant, visitor: Browser
) -> None:
    other = make_tenant()
    with office.work(other) as work:
        show(work, "buur1")
    assert Browser(app, host_of(other)).get("/zoekprofielen/buur1").status_code == 200
    for path in ("/k/%s", "/zoekprofielen/%s", "/zoekprofielen/%s/poster.pdf"):
        theirs, nobodys = visitor.get(path % "buur1-s"), visitor.get(path % "nooit-s")
        assert theirs.status_code == nobodys.status_code == 410
        assert theirs.text.replace("buur1-s", "") == nobodys.text.replace("nooit-s", "")


@pytest.mark.parametrize(
    "path", ["/k/a%00b", "/zoekprofielen/a%00b", "/zoekprofielen/a%00/beeld.png"]
)
def test_a_code_that_no_row_can_have_is_refused(visitor: Browser, path: str) -> None:
    assert visitor.get(path).status_code == 400
