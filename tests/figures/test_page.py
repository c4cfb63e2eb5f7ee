"""The page of figures, for the gemeente and for who works with the families."""

import random
from datetime import date, timedelta

import pytest

from core.figures.suppression import THRESHOLD
from core.programme.services import set_pilot
from core.work import Office, Work
from tests.figures.pages import Table, tables_of
from tests.figures.programmes import ask, couple, evaluate
from tests.fixtures_web import TODAY, Browser, Person, Working
from tests.isolation.emitted import statements_of

SOURCES = ("school", "school", "jgz", "social_team", "cjg", "self", "huisarts")
REASONS = ("no_longer_needed", "no_longer_needed", "moved", "too_heavy")
SPLITS = {
    "Gemaakte koppelingen per periode": 1,
    "Aanmeldingen per bron": 1,
    "Redenen van beëindiging": 1,
}
START = date(2026, 1, 2)


def fill(work: Work, made: int, seed: int = 1, *, target: int = 5) -> None:
    """So many couplings spread over the year until today, every fourth ended."""
    chance = random.Random(seed)  # noqa: S311 - a test's invented data
    for number in range(made):
        begun = START + timedelta(days=chance.randrange(0, 320))
        over = begun + timedelta(days=50) if number % 4 == 3 else None
        coupling = couple(
            work, begun, source=chance.choice(SOURCES), definitive=begun < date(2026, 10, 1),
            ended_on=over if over and over <= TODAY else None, reason=chance.choice(REASONS),
        )  # fmt: skip
        if begun < date(2026, 5, 1):
            evaluate(work, coupling, begun + timedelta(days=45), content=chance.random() < 0.8)
    set_pilot(
        work, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), target=target,
        budget_cents=2_500_000, spent_cents=1_860_000, spent_until=date(2026, 10, 31),
    )  # fmt: skip


def numbers(table: Table, column: int) -> list[int]:
    """One column of a table, without its head."""
    return [int(row[column].replace(".", "")) for row in table[1:] if row[column].strip() != "–"]


def test_a_small_programme_shows_totals_and_no_split(
    working: Working, gemeente_officer: Person
) -> None:
    with working() as work:
        fill(work, 4)
    page = gemeente_officer.browser.get("/cijfers").text
    assert "Daarom tonen wij geen uitsplitsing" in page
    assert "Op schema" in page
    assert "€ 4.650" in page.replace("\u00a0", " ")
    found = tables_of(page)
    assert not SPLITS.keys() & found.keys()
    half_years = found["Gemaakte koppelingen per halfjaar"]
    assert [row[2] for row in half_years[1:]] == ["2", "3", "5"]
    assert half_years[-1][1] == "4"
    for words in ("School", "Verhuizing", "gemiddeld", "Beide gezinnen tevreden"):
        assert words not in page


@pytest.mark.parametrize(("made", "seed"), [(10, 1), (14, 2), (40, 3), (90, 4)])
def test_the_gemeente_never_reads_a_small_count_in_a_split(
    working: Working, gemeente_officer: Person, made: int, seed: int
) -> None:
    with working() as work:
        fill(work, made, seed, target=made + 5)
    page = gemeente_officer.browser.get("/cijfers").text
    assert "Kleine aantallen voegen we samen" in page
    found = tables_of(page)
    for caption, column in SPLITS.items():
        for count in numbers(found.get(caption, []), column):
            assert count == 0 or count >= THRESHOLD, caption
    periods = found["Gemaakte koppelingen per periode"]
    assert sum(numbers(periods, 1)) == made
    assert numbers(periods, 2)[-1] == made
    assert numbers(found["Gemaakte koppelingen per halfjaar"], 1)[-1] == made


def test_a_split_waits_for_the_end_of_the_half_year(
    working: Working, gemeente_officer: Person
) -> None:
    with working() as work:
        fill(work, 12)
        for _number in range(20):
            ask(work, "school", date(2026, 6, 30))
            ask(work, "cjg", date(2026, 6, 30))
    before = tables_of(gemeente_officer.browser.get("/cijfers").text)["Aanmeldingen per bron"]
    with working() as work:
        ask(work, "cjg", TODAY)
    after = tables_of(gemeente_officer.browser.get("/cijfers").text)["Aanmeldingen per bron"]
    assert before == after


def test_few_who_are_not_content_are_told_as_a_floor(
    working: Working, gemeente_officer: Person, coordinator: Person
) -> None:
    with working() as work:
        for number in range(30):
            coupling = couple(work, date(2026, 2, 2))
            evaluate(work, coupling, date(2026, 5, 1), content=number > 1)
    assert "70% of meer" in gemeente_officer.browser.get("/cijfers").text
    assert "28 van 30 koppelingen" in coordinator.browser.get("/cijfers").text


def test_the_coordinator_sees_true_counts(working: Working, coordinator: Person) -> None:
    with working() as work:
        couple(work, date(2026, 2, 2), source="self")
        couple(work, date(2026, 3, 2), ended_on=date(2026, 6, 1), reason="too_heavy")
        couple(work, date(2026, 9, 2), source="jgz", ended_on=TODAY, reason="moved")
    page = coordinator.browser.get("/cijfers").text
    assert "U ziet de echte aantallen" in page
    assert "1 van de 3 gezinnen meldden zichzelf aan, 2 zijn verwezen" in page
    found = tables_of(page)
    reasons = {row[0]: row[1] for row in found["Redenen van beëindiging"][1:]}
    assert reasons == {"Te zwaar voor het steungezin": "1", "Verhuizing": "1", "Samen": "2"}
    sources = {row[0]: row[1] for row in found["Aanmeldingen per bron"][1:]}
    assert sources["Gezin zelf"] == "1"
    assert sources["Samen"] == "3"
    assert numbers(found["Doorlooptijd per stap"], 1) == [10, 20, 5, 40, 75]


def test_a_programme_that_has_just_begun(
    gemeente_officer: Person, coordinator: Person, admin: Person
) -> None:
    for person in (gemeente_officer, coordinator, admin):
        page = person.browser.get("/cijfers")
        assert page.status_code == 200
        assert "net begonnen" in page.text
    assert "Vul doel en begroting in" in admin.browser.get("/cijfers").text
    assert "Vul doel en begroting in" not in gemeente_officer.browser.get("/cijfers").text


def test_a_target_without_couplings_divides_by_nothing(
    working: Working, gemeente_officer: Person, admin: Person
) -> None:
    with working() as work:
        fill(work, 0)
    for person in (gemeente_officer, admin):
        page = person.browser.get("/cijfers").text.replace("\u00a0", " ")
        assert "Begroot is € 5.000 per koppeling" in page


def test_a_visitor_logs_in_first(visitor: Browser) -> None:
    assert visitor.get("/cijfers").status_code == 302


def test_the_number_of_queries_does_not_grow(
    office: Office, working: Working, gemeente_officer: Person, coordinator: Person
) -> None:
    def sent(person: Person) -> int:
        with statements_of(office.database) as statements:
            assert person.browser.get("/cijfers").status_code == 200
        return len(statements)

    with working() as work:
        fill(work, 12)
    before = sent(gemeente_officer), sent(coordinator)
    with working() as work:
        fill(work, 25, 5)
    assert (sent(gemeente_officer), sent(coordinator)) == before
    assert max(before) <= 16
