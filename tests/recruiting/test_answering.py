"""From a short link through the door into the inbox, with the channel known."""

from datetime import date

import pytest
from sqlalchemy import select

from core.mail.models import Message
from core.recruiting.answering import next_spring
from core.recruiting.models import ChannelKind, ProfileState, SearchProfile
from core.referrals.models import Referral
from tests.fixtures_web import TODAY, Browser, Working
from tests.public.test_doors import OFFER, SAMIRA, send
from tests.recruiting.shown import TEXT, show

JORIS = {
    **SAMIRA, "first_name": "Joris", "reach": "mail", "contact": "joris@voorbeeld.example",
    "message_safe": "ja", "wishes": [],
}  # fmt: skip


def answered(visitor: Browser, **more: str) -> None:
    """Sign up through the door, with what the page of a profile sends along."""
    shown = visitor.get(OFFER, query_string=more)
    kept = {name: value for name, value in more.items() if f'value="{value}"' in shown.text}
    sent = send(visitor, visitor.post(OFFER, {**JORIS, **kept}), OFFER)
    assert sent.status_code == 303, sent.text


def referral(working: Working) -> Referral:
    with working() as work:
        [row] = work.session.scalars(select(Referral))
        return row


def mail_to_the_family(working: Working) -> str:
    with working() as work:
        [row] = work.session.scalars(select(Message).where(Message.kind == "referral.received"))
        return work.vault.open(Message.body, row.id, row.body)


def test_the_channel_comes_along(visitor: Browser, working: Working) -> None:
    with working() as work:
        channels = show(work).channels
    assert TEXT.title in visitor.get(f"{OFFER}?zoekprofiel=jw7-s").text
    answered(visitor, zoekprofiel="jw7-s")
    row = referral(working)
    assert row.profile_channel_id == channels[ChannelKind.SCHOOLS]
    assert (row.ask_again_on, row.respond_by) == (None, date(2026, 11, 30))
    told = mail_to_the_family(working)
    assert TEXT.title in told and "dan beslist u pas" in told


def test_without_a_channel_it_is_the_website(visitor: Browser, working: Working) -> None:
    with working() as work:
        channels = show(work).channels
    answered(visitor, zoekprofiel="jw7")
    assert referral(working).profile_channel_id == channels[ChannelKind.SOCIAL]


def test_a_profile_that_was_found_meanwhile_still_tells_the_channel(
    visitor: Browser, working: Working
) -> None:
    with working() as work:
        shown = show(work)
        work.find(SearchProfile, shown.id).state = ProfileState.FOUND
    answered(visitor, zoekprofiel="jw7-s")
    assert referral(working).profile_channel_id == shown.channels[ChannelKind.SCHOOLS]
    assert TEXT.title not in mail_to_the_family(working)


@pytest.mark.parametrize("code", ["bestaat-niet", "", "' OR 1=1", "x" * 400])
def test_a_made_up_code_says_nothing(visitor: Browser, working: Working, code: str) -> None:
    with working() as work:
        show(work)
    checked = visitor.post(OFFER, {**JORIS, "zoekprofiel": code})
    send(visitor, checked, OFFER)
    assert referral(working).profile_channel_id is None


def test_not_now_is_kept_with_its_day(visitor: Browser, working: Working) -> None:
    with working() as work:
        show(work)
    answered(visitor, zoekprofiel="jw7-s", later="voorjaar")
    row = referral(working)
    assert (row.ask_again_on, row.respond_by) == (date(2027, 3, 1), date(2027, 3, 8))
    assert "opnieuw vanaf 1 maart 2027" in mail_to_the_family(working)


@pytest.mark.parametrize(
    ("today", "spring"),
    [
        (TODAY, date(2027, 3, 1)),
        (date(2027, 2, 28), date(2027, 3, 1)),
        (date(2027, 3, 1), date(2028, 3, 1)),
    ],
)
def test_spring_is_still_to_come(today: date, spring: date) -> None:
    assert next_spring(today) == spring
