"""The evening of a coordinator: a worry comes in, and what cannot wait until tomorrow."""

import re
from http.client import HTTPConnection
from urllib.parse import urlsplit

from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.morning import NAMES, Morning
from tests.browser.people import Person

WORRY = "Gisteren hoorde ik door de muur hard schreeuwen. Daan wilde niet naar huis."
SEEN = "Het steungezin belde: Daan wilde gisteren niet naar huis."


def gives_the_link(marit: Person) -> str:
    """The private link of a steungezin, made on the page of its coupling."""
    marit.goes_by_menu("Koppelingen")
    marit.follows(re.compile("Pronk.*Bos-Haddad"))
    marit.follows("Geef het steungezin een eigen link")
    marit.presses("Maak een link")
    return marit.page.locator(".buurt-link-box").inner_text()


def at_half_past_seven_a_worry(nadia: Person, link: str) -> None:
    """The steungezin writes on its phone, without any login; the page shows no name."""
    nadia.goes_to(link)
    text = nadia.page.get_by_role("main").inner_text()
    assert "Pronk" not in text
    nadia.types("Wat heeft u gezien of gehoord?", WORRY)
    nadia.presses("Verstuur naar de coördinator")
    nadia.sees("Uw zorg is binnen.")


def then_it_stands_on_top(marit: Person) -> None:
    """The week page begins with it; reading it leads to the meldcode."""
    marit.goes_by_menu("Deze week")
    first = marit.page.get_by_role("main").get_by_role("heading", level=2).first
    expect(first).to_have_text("Eerst: iemand maakt zich zorgen")
    marit.follows("Lees", inside="Eerst: iemand maakt zich zorgen")
    marit.sees(WORRY)
    marit.presses("Ik pak dit op")
    marit.follows("Volg de meldcode voor gezin Pronk")
    marit.picks("Wie mag als tweede persoon meelezen?", "Sanne de Groot")
    marit.presses("Begin met stap 1")


def the_first_step(marit: Person) -> str:
    """What was seen, kept apart from the file of the family; returns the address."""
    if marit.page.get_by_role("link", name="Noteer deze stap").count():
        marit.follows("Noteer deze stap")
    marit.types("Wanneer?", "23-11-2026")
    marit.page.get_by_role("main").locator("textarea").first.fill(SEEN)
    marit.presses("Bewaar afgeschermd")
    marit.sees(SEEN, "Sanne de Groot")
    return marit.page.url


def only_two_can_read_it(sanne: Person, ada: Person, morning: Morning, address: str) -> None:
    """The second person reads along; for the admin it is not there."""
    sanne.logs_in(f"{morning.home}/inloggen", morning.sanne)
    sanne.goes_to(address)
    sanne.sees(SEEN)
    ada.logs_in(f"{morning.home}/inloggen", morning.ada)
    ada.finds_nothing_at(address)
    ada.goes_to(f"{morning.home}/meldcode")
    expect(ada.page.get_by_role("main")).not_to_contain_text("Pronk")


def at_half_past_eight_a_family_moves(marit: Person) -> None:
    """Okafor goes to Veenendaal: who said yes, what goes along, and sealed."""
    marit.goes_by_menu("Gezinnen")
    marit.follows("Okafor")
    marit.follows("Overdragen aan andere gemeente")
    marit.follows("Leg vast wie ja zei")
    marit.picks("Wie zei ja tegen deze overdracht?", "Grace")
    marit.presses("Leg vast")
    marit.sees("zei ja, en gaat mee")
    marit.selects("Naar welke gemeente?", "Veenendaal")
    marit.presses("Bekijk wat er meegaat")
    marit.sees("Dit is alles. Klopt het?", "Joy")
    marit.presses("Verzegel en verstuur")
    marit.sees("Er loopt een overdracht")


def then_the_calendar(marit: Person, morning: Morning) -> None:
    """The phone gets the agenda, which another program reads: times, no names."""
    marit.goes_to(f"{morning.home}/agenda")
    marit.types("Welk apparaat?", "Mijn telefoon")
    marit.presses("Maak een adres")
    address = marit.page.locator(".buurt-link-box").inner_text()
    feed = _fetched(address)
    calendar = Calendar.from_ical(feed)
    events = {str(one["SUMMARY"]): one for one in calendar.walk("VEVENT")}
    assert {"Gesprek", "Intake"} & set(events), events
    assert not [name for name in (*NAMES, "Brink", "De Es") if name.encode() in feed]


def at_nine_the_day_is_over(marit: Person) -> None:
    """Logged out, and the page before shows nothing any more."""
    marit.page.locator("summary").filter(has_text="Menu").tap()
    marit.presses("Uitloggen")


def _fetched(address: str) -> bytes:
    """What a calendar program gets at this address, without any cookie."""
    parts = urlsplit(address)
    connection = HTTPConnection("127.0.0.1", parts.port or 80)
    connection.request("GET", parts.path, headers={"Host": parts.netloc})
    content = connection.getresponse().read()
    connection.close()
    return content
