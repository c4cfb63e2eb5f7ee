"""Stories for everyone: with the yes of both families to exactly this text, and gone at once."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from core.errors import Refused
from core.families.models import FamilyRole
from core.funding.models import PublishedStory, StoryConsent
from core.funding.stories import StoryNote, change_story, withdraw_story, write_story
from core.funding.stories_for_all import public_stories, share_story, show_story
from core.funding.story_consents import SIDES, note_consent, take_consent_back
from core.work import Office, Work
from tests.couplings.pairs import definitive
from tests.figures.operators import operator_browser
from tests.fixtures_web import Browser, Person, Working

TITLE, TEXT = "Elke woensdag aan tafel", "Een kind eet elke week mee.\n\nDat geeft thuis lucht."


def story(work: Work, text: str = TEXT, nationally: bool = True) -> UUID:
    """A story of a coupling to which both families agreed."""
    coupling_id = definitive(work, "Haddad", "Dekker")
    story_id = write_story(work, StoryNote(TITLE, text, is_checked=True, coupling_id=coupling_id))
    for side in SIDES:
        note_consent(work, story_id, side, given_on=work.today, nationally=nationally)
    return story_id


def everywhere(work: Work, story_id: UUID) -> None:
    show_story(work, story_id)
    share_story(work, story_id)


def test_a_story_is_read_on_the_page_and_at_the_console_until_it_is_taken_back(
    app: Flask, office: Office, visitor: Browser, working: Working
) -> None:
    console = operator_browser(app, office)
    assert "nog geen verhaal" in visitor.get("/verhalen").text
    with working() as work:
        story_id = story(work)
        everywhere(work, story_id)
    page, shared = visitor.get("/verhalen"), console.get("/landelijk/verhalen")
    for shown in (page, shared):
        assert shown.status_code == 200
        assert TITLE in shown.text and "Dat geeft thuis lucht." in shown.text
    with working() as work:
        withdraw_story(work, story_id)
    for browser, path in ((visitor, "/verhalen"), (console, "/landelijk/verhalen")):
        assert TITLE not in browser.get(path).text


@pytest.mark.parametrize("side", SIDES)
def test_one_family_takes_it_away_everywhere(working: Working, side: FamilyRole) -> None:
    with working() as work:
        story_id = story(work)
        everywhere(work, story_id)
    with working() as work:
        take_consent_back(work, story_id, side)
    with working() as work:
        assert public_stories(work) == ()
        assert work.session.scalars(select(PublishedStory)).all() == []
        with pytest.raises(Refused, match="precies deze tekst"):
            show_story(work, story_id)


def test_another_text_asks_anew(working: Working) -> None:
    with working() as work:
        story_id = story(work)
        everywhere(work, story_id)
        change_story(work, story_id, StoryNote(TITLE, TEXT, is_checked=True))
        assert len(public_stories(work)) == 1
        change_story(work, story_id, StoryNote(TITLE, TEXT + "!", is_checked=True))
    with working() as work:
        assert public_stories(work) == ()
        assert work.session.scalars(select(StoryConsent)).all() == []
        assert work.session.scalars(select(PublishedStory)).all() == []
        with pytest.raises(Refused):
            share_story(work, story_id)


def test_sharing_needs_the_yes_of_both_to_sharing(working: Working) -> None:
    with working() as work:
        story_id = story(work, nationally=False)
        show_story(work, story_id)
        note_consent(work, story_id, FamilyRole.ASKING, given_on=work.today, nationally=True)
        with pytest.raises(Refused, match="landelijk"):
            share_story(work, story_id)
        assert len(public_stories(work)) == 1


@pytest.mark.parametrize("traces", ["Mila eet graag mee.", "Familie Haddad.", "Bel 06 12 34 56 78"])
def test_a_text_that_tells_who_it_is_stays_inside(working: Working, traces: str) -> None:
    with working() as work:
        story_id = story(work, text=traces)
        for act in (show_story, share_story):
            with pytest.raises(Refused, match="Haal"):
                act(work, story_id)


def test_a_coordinator_does_it_by_the_pages(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    browser = coordinator.browser
    with working() as work:
        coupling_id = definitive(work, "Haddad", "Dekker")
    begin = f"/succesverhalen/nieuw?koppeling={coupling_id}"
    assert begin in browser.get(f"/koppelingen/{coupling_id}").text
    assert browser.post(begin, {"title": TITLE, "text": TEXT}).status_code == 303
    path = browser.get("/succesverhalen").text.split('href="/succesverhalen/')[2].split('"')[0]
    page = f"/succesverhalen/{path}"
    refused = browser.post(f"{page}/openbaar", {"aan": "ja"}, page=page)
    assert refused.status_code in (302, 303) and TITLE not in visitor.get("/verhalen").text
    for word in ("vraag", "steun"):
        typed = {f"{word}_given_on": "23-11-2026", f"{word}_nationally": "nee"}
        wrong = browser.post(f"{page}/toestemming/{word}", {**typed, f"{word}_given_on": ""},
                             page=page)  # fmt: skip
        assert wrong.status_code == 422 and "akkoord gaf" in wrong.text
        assert browser.post(f"{page}/toestemming/{word}", typed, page=page).status_code == 303
    assert "Zet op de openbare bladzijde" in browser.get(page).text
    assert "Deel landelijk" not in browser.get(page).text
    assert browser.post(f"{page}/openbaar", {"aan": "ja"}, page=page).status_code == 303
    assert TITLE in visitor.get("/verhalen").text
    assert browser.post(f"{page}/toestemming/steun", {"terug": "ja"}, page=page).status_code == 303
    assert TITLE not in visitor.get("/verhalen").text
