"""A plugin of somebody else: built, installed beside the product, used, and taken away again.

The product runs from its wheel behind its own web server; everybody is at a browser.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import Person, all_leave
from tests.browser.running import PASSWORD, Colleague
from tests.plugins.outsider.served import Served
from tests.scratch import ScratchEnvironment, wheel_of

FOLDER = Path(__file__).parent
HERE, THERE = "rhenen", "ommen"
VISITS, DOOR = "/p/kerk/bezoeken", "/aanmelden/kerk"


@pytest.fixture
def served(
    scratch: ScratchEnvironment, variables: dict[str, str], tmp_path: Path
) -> Iterator[Served]:
    """Where the installed product is served; the plugin is installed beside it."""
    (tmp_path / "acts.py").write_text((FOLDER / "acts.py").read_text())
    scratch.install(wheel_of(FOLDER / "package", tmp_path / "wheel"))
    served = Served(scratch, variables, tmp_path / "server.log")
    yield served
    served.close()


def test_it_comes_is_used_and_goes(
    browser: Browser, scratch: ScratchEnvironment, served: Served, tmp_path: Path
) -> None:
    def act(*words: str) -> None:
        scratch.run("python", str(tmp_path / "acts.py"), *words, variables=served.variables)

    told = scratch.run("buurtgezinnen", "db", "upgrade", variables=served.variables)
    assert "newest" in told
    people = Everybody(browser, served)
    with served.running():
        act("furnish", PASSWORD)  # while the server starts
        people.log_in()
        people.switch_it_on()
        people.sign_a_family_up()
        people.write_a_visit_down()
        people.begin_a_report()
        scratch.run("buurtgezinnen", "worker", "--once", variables=served.variables)
        people.fetch_the_report()
        people.see_nothing_of_it_elsewhere()
        people.switch_it_off()
    scratch.run("pip", "uninstall", "buurtgezinnen-kerk")
    act("without")
    with served.running():
        people.go_on_without_it()
    act("purge")
    all_leave([people.officer, people.admin, people.coordinator, people.visitor, people.neighbour])


class Everybody:
    """Who is at a browser: of one programme, and an admin of another."""

    def __init__(self, browser: Browser, served: Served) -> None:
        self.home, self.elsewhere = served.address(HERE), served.address(THERE)
        self.officer, self.admin, self.coordinator, self.visitor, self.neighbour = (
            Person(browser, scripts=True) for _ in range(5)
        )

    def log_in(self) -> None:
        """Everybody who works there."""
        for person, home, name, place in (
            (self.officer, self.home, "Hanna de Wolf", HERE),
            (self.admin, self.home, "Anneke Bos", HERE),
            (self.coordinator, self.home, "Marit Hendriks", HERE),
            (self.neighbour, self.elsewhere, "Sanne Kok", THERE),
        ):
            email = f"{name.split()[0].lower()}@{place}.example"
            person.logs_in(f"{home}/inloggen", Colleague(name, email))

    def switch_it_on(self) -> None:
        """The gemeente asks for it, and it waits for the yes of the admin."""
        self.officer.follows("Instellingen")
        self.officer.follows("Plugins")
        card = self.officer.page.get_by_role("heading", name="Kerk", exact=True)
        expect(card).to_have_count(1)
        self.officer.presses("Vraag aan: Kerk")
        self.officer.sees("Wacht op akkoord van de programmaleider.")
        self.visitor.finds_nothing_at(self.home + DOOR)
        self.admin.goes_to(f"{self.home}/instellingen/plugins")
        self.admin.sees("aanmeldingen van de kerk")
        self.admin.presses("Geef akkoord: Kerk")
        self.admin.sees("Kerk staat aan.")

    def sign_a_family_up(self) -> None:
        """By the door of the plugin, which stands on the home page."""
        deacon = self.visitor
        deacon.goes_to(f"{self.home}/")
        deacon.follows("Vanuit de kerk")
        deacon.types("Wat is uw naam?", "Corrie Smit")
        deacon.types("Hoe bereiken wij u?", "corrie@voorbeeld.example")
        deacon.types("Wat is de voornaam van de ouder?", "Ayla")
        deacon.types("Hoe bereiken wij de ouder?", "0612345678")
        deacon.types("Wat zou dit gezin helpen?", "De zaterdagen zijn zwaar.")
        deacon.picks("Toestemming", "De ouder weet dat ik dit vraag")
        deacon.presses("Naar controleren")
        deacon.presses("Verstuur")
        self.coordinator.follows("Aanmeldingen", inside="Hoofdmenu")
        self.coordinator.sees("Ayla")

    def write_a_visit_down(self) -> None:
        """On the plugin's page, which its menu entry leads to; its table keeps it."""
        self.coordinator.follows("Bezoeken", inside="Hoofdmenu")
        self.coordinator.sees("Corrie Smit")
        self.coordinator.presses_in_vain("Bewaar het bezoek", "Wie ging er langs?")
        self.coordinator.types("Wie ging er langs?", "Dirk")
        self.coordinator.presses("Bewaar het bezoek")
        self.coordinator.sees("Bewaard.", "Dirk")

    def begin_a_report(self) -> None:
        """In the form of the plugin, for who pays."""
        self.officer.follows("Verantwoording", inside="Hoofdmenu")
        self.officer.follows("Voeg een financier toe")
        self.officer.types("Naam van de financier", "De kerk")
        self.officer.selects("Vorm van het verslag", "Kerkblad")
        self.officer.presses("Bewaar")
        self.officer.follows("Begin een verslag")
        self.officer.presses("Maak het concept")
        self.officer.presses("Maak het bestand")

    def fetch_the_report(self) -> None:
        """The file that the worker made."""
        page = self.officer.page
        self.officer.goes_to(page.url)
        with page.expect_download() as coming:
            page.get_by_role("link", name="Bekijk het bestand").click()
        assert Path(coming.value.path()).read_bytes() == b"%PDF Rhenen: 0"

    def see_nothing_of_it_elsewhere(self) -> None:
        """Not in the menu, not among the plugins, not among the forms of reports, and no page."""
        self.neighbour.goes_to(f"{self.elsewhere}/week")
        _has_no_entry(self.neighbour)
        self.neighbour.goes_to(f"{self.elsewhere}/instellingen/plugins")
        card = self.neighbour.page.get_by_role("heading", name="Kerk", exact=True)
        expect(card).to_have_count(0)
        self.neighbour.goes_to(f"{self.elsewhere}/verantwoording/financiers/nieuw")
        expect(self.neighbour.page.locator("body")).not_to_contain_text("Kerkblad")
        for path in (VISITS, DOOR):
            self.neighbour.finds_nothing_at(self.elsewhere + path)

    def switch_it_off(self) -> None:
        """The gemeente takes it back; what came in by it stays."""
        self.officer.goes_to(f"{self.home}/instellingen/plugins")
        self.officer.presses("Zet uit: Kerk")
        self.visitor.finds_nothing_at(self.home + DOOR)
        self._is_gone()

    def go_on_without_it(self) -> None:
        """The package is gone from the environment, and the work goes on."""
        self.visitor.goes_to(f"{self.home}/")
        expect(self.visitor.page.locator("body")).not_to_contain_text("Vanuit de kerk")
        self._is_gone()
        self.officer.goes_to(f"{self.home}/verantwoording")
        self.officer.follows("De kerk", inside="Verslagen")
        self.officer.sees("De vorm van dit verslag staat niet aan.")

    def _is_gone(self) -> None:
        self.coordinator.finds_nothing_at(self.home + VISITS)
        self.coordinator.goes_to(f"{self.home}/week")
        _has_no_entry(self.coordinator)
        self.coordinator.follows("Aanmeldingen", inside="Hoofdmenu")
        self.coordinator.sees("Ayla")


def _has_no_entry(person: Person) -> None:
    menu = person.page.get_by_role("navigation", name="Hoofdmenu")
    expect(menu.get_by_role("link", name="Week")).to_be_visible()
    expect(menu.get_by_role("link", name="Bezoeken")).to_have_count(0)
