"""A day of a coordinator from half past eight to nine, half of it on a phone.

The business clock stands at one day; the hours are those of the story. At the end nothing has
leaked to or from the gemeente next door, no server failed, no log says a name, and the logbook
and the wall between tenants hold.
"""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select
from structlog import BoundLoggerBase

from core.mail.models import Message
from tenants import audit, migrating
from tenants.catalogue import check as check_catalogue
from tenants.provisioning import open_vault
from tenants.roles import MIGRATOR
from tests.browser import at_the_desk as desk
from tests.browser import in_the_evening as evening
from tests.browser import under_way
from tests.browser.morning import NAMES, Morning, comes
from tests.browser.people import Person, all_leave
from tests.browser.running import RunningHouse
from tests.browser.sign_up import offer_support, refer_a_family
from tests.canary.watching import Watch, everywhere, guard
from tests.databases import TestDatabases

FAILED = 500


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What the application says while the test runs: how loud, and what."""
    said: list[tuple[str, dict[str, Any]]] = []
    passed_on = BoundLoggerBase._proxy_to_logger

    def hear(self: Any, loud: str, event: Any = None, *rest: Any, **told: Any) -> Any:
        said.append((loud, {"event": event, **told}))
        return passed_on(self, loud, event, *rest, **told)

    monkeypatch.setattr(BoundLoggerBase, "_proxy_to_logger", hear)
    return said


def test_a_day_of_a_coordinator(
    browser: Browser,
    house: RunningHouse,
    databases: TestDatabases,
    throw_away: str,
    log: list[tuple[str, dict[str, Any]]],
) -> None:
    morning = comes(house)
    watch = Watch([morning.canary])
    guard(house.app, watch)
    with everywhere(watch):
        tineke, nadia, sanne, ada = (Person(browser, scripts=True, phone=True) for _ in range(4))
        status = refer_a_family(tineke, f"{morning.home}/")
        offer_support(nadia, f"{morning.home}/")
        house.run_jobs()
        _until_one(Person(browser, scripts=True), morning)
        marit = Person(browser, scripts=True, phone=True)
        _until_five(marit, tineke, morning, status)
        _until_nine(marit, nadia, (sanne, ada), morning)
        _next_door_still_has_its_own(browser, morning)
        house.run_jobs()
        all_leave([marit, tineke, nadia, sanne, ada])
        house.move_to(house.today + timedelta(days=1))
        _mail_of_the_next_morning(morning)
    assert watch.leaks == []
    assert watch.sung.total()
    _the_log_is_quiet(log)
    _everything_holds(morning, databases.server.url(MIGRATOR, throw_away))


def _until_one(marit: Person, morning: Morning) -> None:
    """At a desk."""
    desk.at_half_past_eight_the_week(marit, morning)
    desk.at_nine_by_keyboard(marit)
    desk.then_takes_the_referral_in(marit)
    desk.at_twenty_to_ten_the_login_ends(marit, morning)
    desk.at_a_quarter_past_ten_a_note_is_corrected(marit)
    desk.at_eleven_a_report_is_added(marit, morning)
    desk.at_half_past_eleven_the_school(marit)
    desk.at_noon_the_list(marit)
    marit.leaves()


def _until_five(marit: Person, tineke: Person, morning: Morning, status: str) -> None:
    """On a phone, among people."""
    under_way.at_one_in_a_waiting_room(marit, morning)
    under_way.at_half_past_one_a_lesson(marit)
    under_way.at_two_an_appointment_moves(marit)
    under_way.at_half_past_two_the_referrer_looks(tineke, status)
    under_way.at_half_past_three_both_say_yes(marit)
    under_way.at_four_a_slip(marit)
    under_way.at_five_a_stand_in(marit)


def _until_nine(
    marit: Person, nadia: Person, others: tuple[Person, Person], morning: Morning
) -> None:
    """On a phone, at home."""
    link = evening.gives_the_link(marit)
    evening.at_half_past_seven_a_worry(nadia, link)
    evening.then_it_stands_on_top(marit)
    address = evening.the_first_step(marit)
    evening.only_two_can_read_it(*others, morning, address)
    evening.at_half_past_eight_a_family_moves(marit)
    evening.then_the_calendar(marit, morning)
    evening.at_nine_the_day_is_over(marit)


def _next_door_still_has_its_own(browser: Browser, morning: Morning) -> None:
    """The coordinator of the other gemeente sees their own family, and the hand-over's door."""
    bram = Person(browser, scripts=True, phone=True)
    bram.logs_in(f"{morning.there}/inloggen", morning.bram)
    bram.goes_by_menu("Gezinnen")
    bram.sees(morning.canary.mark)
    text = bram.page.get_by_role("main").inner_text()
    assert not [name for name in NAMES if name in text]
    bram.leaves()


def _mail_of_the_next_morning(morning: Morning) -> None:
    """Sanne reads when she is expected, and about whom only after she logged in."""
    morning.reminds()
    with morning.house.office.work(morning.tenant) as work:
        letters = [
            (row.subject, work.vault.open(Message.body, row.id, row.body))
            for row in work.session.scalars(select(Message))
        ]
    assert [one for one in letters if "Vandaag" in one[1] and "Gesprek" in one[1]]
    assert not [name for name in NAMES for one in letters if name in " ".join(one)]


def _the_log_is_quiet(log: list[tuple[str, dict[str, Any]]]) -> None:
    assert [one for one in log if one[0] in ("error", "exception", "critical")] == []
    assert [one for one in log if one[1].get("status", 0) >= FAILED] == []
    assert not [name for name in NAMES for one in log if name in str(one)]


def _everything_holds(morning: Morning, url: str) -> None:
    """The logbooks of both verify, and the wall stands (`audit verify`, `db check`)."""
    office = morning.house.office
    for tenant in (morning.tenant, morning.next_door):
        with office.database.transaction(tenant.id) as session:
            vault = open_vault(session, office.settings.master_key)
            assert audit.verify(session, vault, None) is None
    with migrating.inspecting(url) as connection:
        assert check_catalogue(connection) == []
