"""From a list of suggestions to a new steungezin in the inbox, as a coordinator does it.

Once with JavaScript and once without; everybody uses visible labels, links and buttons only.
"""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from core.accounts.models import Role
from core.calendar.dayparts import from_keys
from core.work import Work
from tests.browser.people import Person, all_leave
from tests.browser.running import RunningHouse
from tests.casework import SATURDAY, asking, offering

WEDNESDAY = from_keys(["wo-middag"])
BOTH, ELSEWHEN = SATURDAY | WEDNESDAY, from_keys(["ma-avond"])
WHY = "De kinderen spelen al samen."
TELLING = "Sami is gek op dieren en zit op de Regenboog."


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_a_suggestion_to_a_steungezin_that_answers(
    browser: Browser, house: RunningHouse, scripts: bool
) -> None:
    rhenen = house.found("rhenen", "Rhenen")
    home = house.address("rhenen")
    marit = house.hire(rhenen, Role.COORDINATOR, "Marit Hendriks")
    with house.office.work(rhenen) as work:
        _settle(work)
    house.run_jobs()
    coordinator, reader = (Person(browser, scripts=scripts) for _ in range(2))
    coordinator.logs_in(f"{home}/inloggen", marit)

    _proposes_the_second_best(coordinator)
    _makes_a_profile_of_the_advice(coordinator)
    link = _publishes_it(coordinator, house)
    _answers_it(reader, f"{home}{link}")
    house.run_jobs()
    coordinator.follows("Aanmeldingen")
    coordinator.follows("Zoekprofielen (1)")
    coordinator.sees("Noor", "Scholen")
    all_leave([coordinator, reader])


def _settle(work: Work) -> None:
    """Two requests; the second best for one of them is the only one for the other."""
    asking(work)
    asking(
        work, "Bouzidi", title="Sami, woensdag", dayparts=WEDNESDAY, urgency=3,
        urgency_reason="Een opname in het ziekenhuis.",
    )  # fmt: skip
    offering(work, "De Bruin-Kaya", own_ages=(6,))
    offering(work, "Van Leeuwen", dayparts=BOTH)
    offering(work, "Wolters", dayparts=ELSEWHEN, forms=("overnight",))


def _proposes_the_second_best(coordinator: Person) -> None:
    coordinator.follows("Matching")
    coordinator.follows("Mila, zaterdag")
    coordinator.sees("Past het best", "De Bruin-Kaya", "Kan ook", "Van Leeuwen", "Op de kaart")
    coordinator.sees("1 gezin past nu niet", "U kiest, niet de computer")
    coordinator.follows("Kies dit gezin: Van Leeuwen")
    coordinator.sees("Wat kost het de hele lijst?", "Van Leeuwen is ook de beste keus voor Bouzidi")
    coordinator.types("Waarom kiest u voor dit gezin?", WHY)
    coordinator.presses("Kies dit gezin")
    coordinator.sees("U koos Van Leeuwen", WHY)
    coordinator.follows("Waarom dit gezin?")
    coordinator.sees(WHY, "Van Leeuwen")


def _makes_a_profile_of_the_advice(coordinator: Person) -> None:
    """What would show who it is about is named, and made wider before it goes anywhere."""
    coordinator.follows("Matching")
    coordinator.follows("Advies")
    coordinator.sees("Waarom dit advies?")
    coordinator.presses("Maak hier een zoekprofiel van")
    coordinator.types("Eén zin erbij", TELLING)
    coordinator.presses("Bewaar en kijk of het gezin te herkennen is")
    coordinator.sees("Is het gezin te herkennen?")
    for _ in range(4):
        if not coordinator.page.get_by_role("button", name=re.compile("^Maak grover")).count():
            break
        coordinator.presses("Maak grover")
    coordinator.sees("Geen naam, school, straat of ziekte gevonden")
    assert "Regenboog" not in coordinator.page.locator(".buurt-preview").inner_text()


def _publishes_it(coordinator: Person, house: RunningHouse) -> str:
    """The family says yes to exactly this text; answers the link of the schools."""
    coordinator.types("Het gezin heeft deze tekst goedgekeurd op", "23-11-2026")
    coordinator.page.get_by_label("Hoe", exact=True).select_option(label="Tijdens een bezoek")
    coordinator.presses("Noteer het akkoord")
    coordinator.page.get_by_label(re.compile("^Scholen")).first.check()
    coordinator.presses("Plaats versie 1")
    coordinator.sees("Versie 1 staat online")
    poster = coordinator.page.get_by_role("link", name="Open de poster").get_attribute("href")
    answer = house.app.test_client().get(poster or "", base_url=house.address("rhenen"))
    [page] = PdfReader(BytesIO(answer.data)).pages
    assert "Dit zoeken we" in page.extract_text()
    row = coordinator.page.get_by_role("row", name=re.compile("^Scholen"))
    return row.locator(".buurt-nowrap").inner_text().strip()


def _answers_it(reader: Person, link: str) -> None:
    reader.goes_to(link)
    reader.sees("Past dit bij u?")
    reader.follows("Ik wil helpen")
    reader.types("Hoe heet u?", "Noor")
    reader.picks("Hoe mogen wij u bereiken?", "Mailen")
    reader.types("Uw telefoonnummer of e-mailadres", "noor@verhoef.example")
    reader.picks("Mogen wij een bericht achterlaten?", "Ja")
    reader.types("De vier cijfers van uw postcode", "3911")
    reader.picks("Wat zou u willen doen?", "Een vast dagdeel in de week")
    reader.picks("Mogen wij dit bewaren?", "Ja, de coördinator mag")
    reader.presses("Naar controleren")
    reader.presses("Verstuur")
    reader.sees("Wat gebeurt er nu?")
