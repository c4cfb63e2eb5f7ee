"""The afternoon of a coordinator: on a phone, in waiting rooms and at kitchen tables."""

import re

from playwright.sync_api import expect

from tests.browser import together
from tests.browser.morning import Morning
from tests.browser.people import Person

HEARD = "Mila laat haar tekening zien."
MORE = " Joris haalt haar voortaan zelf op."
ASKING, OFFERING = "Aydin-de Wit", "De Bruin-Kaya"
PAIR = re.compile(f"^.*{ASKING}.*{OFFERING}")
LESSON = "Wie in de pauze op school langskomt, hoort het meest."


def at_one_in_a_waiting_room(marit: Person, morning: Morning) -> None:
    """The bar at the bottom is at hand; the connection goes while one types, and comes back."""
    marit.logs_in(f"{morning.home}/inloggen", morning.marit)
    marit.sees("Het is maandag 23 november")
    bar = marit.page.locator(".buurt-bottombar")
    expect(bar).to_be_in_viewport()
    marit.follows("Contact noteren")
    marit.follows(ASKING)
    said = marit.page.locator(".buurt-concept-said")
    marit.types("Wat is besproken?", HEARD)
    expect(said).to_contain_text("Concept bewaard om")
    marit.loses_connection()
    marit.types("Wat is besproken?", HEARD + MORE)
    expect(said).to_contain_text("Geen verbinding")
    marit.page.get_by_role("button", name="Bewaar contact").tap()
    marit.sees_typed("Wat is besproken?", HEARD + MORE)
    marit.is_connected_again()
    expect(said).to_contain_text("Concept bewaard om")
    marit.presses("Bewaar contact")
    marit.sees("Het contact is bewaard.", HEARD + MORE)


def at_half_past_one_a_lesson(marit: Person) -> None:
    """A sentence about the work, from the page where one is."""
    here = marit.page.url
    marit.page.locator("summary").filter(has_text="Wat ging goed, wat schuurde?").tap()
    marit.page.get_by_label("Dit ging goed").check()
    marit.types("In een zin, zonder namen", LESSON)
    marit.presses("Onthoud dit")
    assert marit.page.url.partition("#")[0] == here.partition("#")[0]


def at_two_an_appointment_moves(marit: Person) -> None:
    """The talk of today becomes one of tomorrow."""
    marit.goes_by_menu("Deze week")
    marit.follows("Verzet of zeg af: Gesprek, De Bruin-Kaya")
    marit.types("Nieuwe datum", "24-11-2026")
    marit.types("Tijd", "9.30")
    marit.presses("Verzet")
    marit.goes_by_menu("Deze week")
    marit.sees("Dinsdag", "9.30")


def at_half_past_two_the_referrer_looks(tineke: Person, status: str) -> None:
    """The link of the status page says how far it is, and nothing else."""
    tineke.goes_to(status)
    expect(tineke.page.locator("[aria-current=step]")).to_contain_text("In gesprek")
    text = tineke.page.get_by_role("main").inner_text()
    assert "El Amrani" not in text
    assert "Marit" not in text


def at_half_past_three_both_say_yes(marit: Person) -> None:
    """The introduction went well: the trial begins."""
    marit.goes_by_menu("Koppelingen")
    marit.follows(PAIR)
    for name in (ASKING, OFFERING):
        marit.picks("Gaan we door?", "Ja", inside=name)
        marit.picks("Kinderen", "De kinderen zijn zelf gevraagd", inside=name)
    marit.presses("Bewaar antwoorden")
    together.starts_the_trial(marit, "23-11-2026", "4-1-2027")


def at_four_a_slip(marit: Person) -> None:
    """Ended instead of something else, and put back with one tap."""
    marit.follows("Rond af met een reden")
    marit.picks("Zoekt u voor dit gezin een ander steungezin?", "Nee")
    marit.types("Op welke dag stopt de koppeling?", "23-11-2026")
    marit.selects("Waarom stopt de koppeling?", "Steun is niet meer nodig")
    marit.presses("Rond af")
    marit.sees("Deze koppeling is afgerond")
    marit.presses("Ongedaan maken")
    expect(
        marit.page.get_by_role("alert").or_(marit.page.get_by_role("status")).first
    ).to_contain_text("Koppeling afgerond: ongedaan gemaakt.")
    marit.sees("Rond af met een reden", "week 1 van")


def at_five_a_stand_in(marit: Person) -> None:
    """Next week Sanne stands in."""
    marit.goes_by_menu("Deze week")
    marit.follows("Weg of ziek? Regel waarneming")
    marit.follows("Regel waarneming")
    marit.selects("Wie neemt waar?", "Sanne de Groot")
    marit.types("Eerste dag", "30-11-2026")
    marit.types("Laatste dag", "4-12-2026")
    marit.presses("Regel waarneming")
    marit.sees("Sanne de Groot")
