"""From a proposal to an ended coupling."""

from io import BytesIO

from pypdf import PdfReader

from tests.browser.people import Person

ASKING, OFFERING = "El Amrani", "Verhoef"
PAIR = "El Amrani – Verhoef"
WHEN = "Elke woensdag van 13.00 tot 17.30 uur. In de vakantie niet."
IF_IT_FAILS = "Eerst elkaar bellen, dan Marit."


def plans_the_introduction(coordinator: Person, day: str) -> None:
    coordinator.follows("Plan kennismaking")
    coordinator.types("Wanneer?", day)
    coordinator.types("Hoe laat?", "15.00")
    coordinator.types("Waar?", "bij Verhoef thuis")
    coordinator.presses_in_vain("Plan de kennismaking", "Wil het steungezin kennismaken?")
    coordinator.sees_typed("Waar?", "bij Verhoef thuis")
    coordinator.picks("Wil het vraaggezin kennismaken?", "Ja")
    coordinator.picks("Wil het steungezin kennismaken?", "Ja")
    coordinator.presses("Plan de kennismaking")


def opens_the_coupling(coordinator: Person) -> None:
    coordinator.follows("Koppelingen")
    coordinator.follows(PAIR)


def both_sides_say_yes(coordinator: Person) -> None:
    """Note what each side says; the children are heard too."""
    for name, quote in (
        (ASKING, "Bas vroeg wanneer hij weer mag."),
        (OFFERING, "Het is gezellig."),
    ):
        coordinator.picks("Gaan we door?", "Ja", inside=name)
        coordinator.picks("Kinderen", "De kinderen zijn zelf gevraagd", inside=name)
        coordinator.types("Wat zeiden zij?", quote, inside=name)
    coordinator.presses("Bewaar antwoorden")
    coordinator.sees("Bas vroeg wanneer hij weer mag.", "ook de kinderen")


def starts_the_trial(coordinator: Person, from_date: str, until: str) -> None:
    coordinator.follows("Start de proefperiode")
    coordinator.types("Vanaf wanneer?", from_date)
    coordinator.types("Tot wanneer?", until)
    if coordinator.page.get_by_label("Waarom gaat u toch verder?").count():
        coordinator.types("Waarom gaat u toch verder?", "Beide gezinnen willen graag beginnen.")
    coordinator.presses("Start de proefperiode")
    coordinator.sees("Proefperiode")


def notes_the_agreements(coordinator: Person) -> None:
    """Without the required items nothing is kept, and nothing typed is lost."""
    coordinator.follows("Noteer: de afspraken")
    coordinator.types("Wanneer", WHEN)
    coordinator.types("Halen en brengen", "Jorien haalt Bas van school.")
    coordinator.presses_in_vain("Bewaar de afspraken", "Als het niet gaat")
    coordinator.sees_typed("Wanneer", WHEN)
    coordinator.types("Als het niet gaat", IF_IT_FAILS)
    coordinator.presses("Bewaar de afspraken")
    coordinator.sees(WHEN, IF_IT_FAILS)


def downloads_the_contract(coordinator: Person) -> str:
    """Download the contract as a PDF; returns its text."""
    with coordinator.page.expect_download() as waiting:
        coordinator.page.get_by_role("link", name="Maak het contract (pdf)").click()
    document = PdfReader(BytesIO(waiting.value.path().read_bytes()))
    assert document.metadata is not None and document.metadata.title
    return "\n".join(page.extract_text() for page in document.pages)


def notes_that_both_signed(coordinator: Person, day: str) -> None:
    coordinator.follows("Wijzig: de afspraken")
    coordinator.sees_typed("Wanneer", WHEN)
    coordinator.types("Wanneer hebben beide gezinnen getekend?", day)
    coordinator.presses("Bewaar de afspraken")
    coordinator.sees("Ondertekend door beide gezinnen")


def makes_it_definitive(coordinator: Person, day: str) -> None:
    coordinator.follows("Maak definitief")
    coordinator.types("Vanaf wanneer is het definitief?", day)
    coordinator.presses("Maak")
    coordinator.sees("Definitief")


def evaluates(coordinator: Person) -> None:
    """Ask both sides apart, each with a form of its own, from the coupling that is open."""
    coordinator.follows("Vul de evaluatie in")
    coordinator.picks("Hoe gaat het thuis?", "Beter", inside=ASKING)
    coordinator.picks("Is het vraaggezin tevreden", "Tevreden", inside=ASKING)
    coordinator.types("Hoe staat het met de eigen doelen", "Bas speelt buiten.", inside=ASKING)
    coordinator.picks("Wil het vraaggezin door?", "Ja", inside=ASKING)
    coordinator.picks("Wat vindt het kind ervan?", "Fijn", inside=ASKING)
    coordinator.picks("Hulp van professionals nu", "Minder", inside=ASKING)
    _is_safe_and_unchanged(coordinator, ASKING)
    coordinator.presses("Bewaar", inside=ASKING)
    coordinator.sees("nog niet gevraagd")
    coordinator.picks("Is het niet te zwaar?", "Nee, het gaat goed", inside=OFFERING)
    coordinator.picks("Is het steungezin tevreden", "Tevreden", inside=OFFERING)
    coordinator.picks("Wil het steungezin door?", "Ja", inside=OFFERING)
    _is_safe_and_unchanged(coordinator, OFFERING)
    coordinator.presses("Bewaar", inside=OFFERING)


def _is_safe_and_unchanged(coordinator: Person, side: str) -> None:
    coordinator.picks("Is er iets veranderd in de veiligheid?", "Nee", inside=side)
    coordinator.picks("Is er iets te wijzigen in de afspraken?", "Nee", inside=side)


def ends_it(coordinator: Person, reason: str, day: str) -> None:
    coordinator.follows("Rond af met een reden")
    coordinator.picks("Zoekt u voor dit gezin een ander steungezin?", "Nee")
    coordinator.types("Toelichting", "Zij vieren het met taart.")
    coordinator.types("Op welke dag stopt de koppeling?", day)
    coordinator.presses_in_vain("Rond af", "Waarom stopt de koppeling?")
    coordinator.sees_typed("Toelichting", "Zij vieren het met taart.")
    coordinator.selects("Waarom stopt de koppeling?", reason)
    coordinator.presses("Rond af")
    coordinator.sees("Deze koppeling is afgerond", reason)
