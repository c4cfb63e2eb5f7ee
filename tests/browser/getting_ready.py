"""From two sign-ups to two families that are ready to meet: accept, talk, check, VOG, look."""

from tests.browser.people import Person
from tests.browser.sign_up import OFFERED_STORY, REFERRED_STORY

GOAL = "Dat Bas na school ergens kan buitenspelen."


def sees_both_sign_ups(coordinator: Person) -> None:
    """Both stand on the first screen, and in the inbox."""
    coordinator.sees("2 nieuwe aanmeldingen", "Samira", "Jorien Verhoef")
    coordinator.follows("Aanmeldingen", inside="")
    coordinator.sees("2 nieuw", "Samira", "Jorien Verhoef")


def accepts_the_family(coordinator: Person) -> None:
    """Make a file, and plan the intake."""
    coordinator.follows("Samira")
    coordinator.sees(REFERRED_STORY, "Tineke Vos", "niet inspreken")
    coordinator.presses_in_vain("Ga verder", "Kies wat u wilt doen.")
    coordinator.picks("Wat wilt u doen?", "Dossier maken en intake plannen")
    coordinator.types("Naam van het gezin", "El Amrani")
    coordinator.selects("Woonplaats", "Rhenen")
    coordinator.presses("Ga verder")
    coordinator.sees("El Amrani")


def plans_the_intake(coordinator: Person, day: str) -> None:
    """The form is there, with an intake chosen."""
    coordinator.types("Datum", day)
    coordinator.types("Tijd", "half drie")
    coordinator.types("Waar?", "bij het gezin thuis")
    coordinator.presses_in_vain("Plan de afspraak", "14.30")
    coordinator.sees_typed("Waar?", "bij het gezin thuis")
    coordinator.types("Tijd", "14.30")
    coordinator.presses("Plan de afspraak")
    coordinator.sees("Intake")


def accepts_the_steungezin(coordinator: Person) -> None:
    coordinator.follows("Aanmeldingen")
    coordinator.follows("Jorien Verhoef")
    coordinator.sees(OFFERED_STORY)
    coordinator.picks("Wat wilt u doen?", "Dossier maken en intake plannen")
    coordinator.types("Naam van het gezin", "Verhoef")
    coordinator.selects("Woonplaats", "Rhenen")
    coordinator.presses("Ga verder")
    coordinator.sees("Verhoef")


def opens_the_file(coordinator: Person, name: str) -> None:
    coordinator.follows("Gezinnen")
    coordinator.follows(name)


def adds_a_member(coordinator: Person, kind: str, first_name: str, born_on: str = "") -> None:
    """Add somebody to the file that is open."""
    coordinator.follows("Wijzig: gezin en gezinsleden")
    coordinator.follows("Voeg iemand toe")
    coordinator.picks("Wie is dit?", kind)
    coordinator.types("Voornaam", first_name)
    if born_on:
        coordinator.types("Geboortedatum", born_on)
    coordinator.presses("Bewaar")
    coordinator.sees(first_name)


def does_the_intake(coordinator: Person) -> None:
    """The first talk of the family that asks; forgetting an answer loses nothing."""
    coordinator.follows("Intake", inside="Dossier")
    coordinator.types("Welke steun zoekt het gezin?", "Een vaste middag voor Bas.")
    coordinator.picks("Welke soort steun past daarbij?", "Een vast dagdeel in de week")
    coordinator.types("Wat wil het gezin zelf bereiken?", GOAL)
    coordinator.types("Wat kan het gezin terugdoen?", "Samira bakt graag.")
    coordinator.picks("Hoe staat het gezin ervoor?", "Eerste signalen")
    coordinator.picks("Heeft het gezin nu hulp", "Sociaal team")
    coordinator.picks("Is er een ondertoezichtstelling", "Nee")
    coordinator.picks("Is een van deze zorgen er nu?", "Geen van deze")
    coordinator.presses_in_vain("Bewaar intake", "Past dit gezin bij Buurtgezinnen?")
    coordinator.sees_typed("Wat wil het gezin zelf bereiken?", GOAL)
    coordinator.picks("Past dit gezin bij Buurtgezinnen?", "Past bij Buurtgezinnen")
    coordinator.presses("Bewaar intake")
    coordinator.sees(GOAL, "Eerste signalen")


def does_the_safety_check(coordinator: Person) -> None:
    coordinator.follows("Doe de veiligheidscheck")
    coordinator.types("Wat heeft u besproken en gezien?", "Rustig huis, moeder vertelt open.")
    coordinator.picks("Wat is de uitkomst?", "Veilig genoeg om te starten")
    coordinator.presses("Bewaar check")
    coordinator.sees("Gedaan op")


def writes_the_request(coordinator: Person) -> None:
    """What is asked, with dayparts."""
    coordinator.follows("Intake", inside="Dossier")
    coordinator.follows("Nieuwe hulpvraag")
    coordinator.types("De vraag in een paar woorden", "Bas, een middag in de week")
    coordinator.selects("Welk kind?", "Bas")
    coordinator.picks("Wanneer?", "woensdag middag", "vrijdag middag")
    coordinator.types("Hoe ver mag het zijn", "acht")
    coordinator.picks("Waar kan dit gezin niet tegen?", "katten")
    coordinator.presses_in_vain("Bewaar hulpvraag", "Hoe vaak per week is nodig?")
    coordinator.sees_typed("Hoe ver mag het zijn", "acht")
    coordinator.types("Hoe ver mag het zijn", "8")
    coordinator.picks("Hoe vaak per week is nodig?", "1 keer")
    coordinator.presses("Bewaar hulpvraag")
    coordinator.sees("Bas")


def does_the_intake_of_the_steungezin(coordinator: Person) -> None:
    coordinator.follows("Intake", inside="Dossier")
    coordinator.types("Waarom wil dit gezin steungezin zijn?", "Zij gunnen een kind een plek.")
    coordinator.types("Hoeveel tijd heeft het gezin", "Elke woensdagmiddag.")
    coordinator.types("Is er rust en ruimte", "Ja, een groot huis en vaste dagen.")
    coordinator.picks("Heeft het gezin ervaring met opvoeden?", "Ja")
    coordinator.picks("Is of was het gezin pleeggezin", "Nee")
    coordinator.picks("Weet het gezin dat er geen vergoeding is?", "Ja")
    coordinator.picks("Weet het gezin dat elke volwassene", "Ja")
    coordinator.picks("Past dit steungezin?", "Past bij Buurtgezinnen")
    coordinator.presses("Bewaar intake")
    coordinator.sees("Past bij Buurtgezinnen")


def writes_the_offer(coordinator: Person) -> None:
    coordinator.follows("Schrijf het aanbod op")
    coordinator.types("Het aanbod in een paar woorden", "Woensdagmiddag, met de hond naar het bos")
    coordinator.picks("Voor wie is de steun?", "Voor een kind")
    coordinator.picks("Welke soort steun?", "Een vast dagdeel in de week")
    coordinator.types("Jongste leeftijd", "4")
    coordinator.types("Oudste leeftijd", "12")
    coordinator.picks("Hoeveel gezinnen tegelijk?", "1 gezin")
    coordinator.picks("Wanneer kan het?", "woensdag middag")
    coordinator.picks("Hoe vaak per week kan het?", "1 keer")
    coordinator.types("Hoe ver wil het gezin gaan", "10")
    coordinator.picks("Welke dieren zijn er in huis?", "honden")
    coordinator.picks("Wordt er binnen gerookt?", "Nee")
    coordinator.picks("Welke talen spreekt het gezin?", "Nederlands")
    coordinator.types("Eigen ervaring", "Jorien groeide op in een druk gezin.")
    coordinator.picks("Mag u deze ervaring gebruiken", "Ja")
    coordinator.picks("Is of was het gezin pleeggezin", "Nee")
    coordinator.presses("Bewaar aanbod")
    coordinator.sees("Aanbod bewaard.")


def follows_the_vog(coordinator: Person, step: str, day: str, *adults: str) -> None:
    """Note a step for each adult of the steungezin whose file is open."""
    coordinator.follows("VOG", inside="Dossier")
    for adult in adults:
        coordinator.picks("Wat is er gebeurd?", step, inside=adult)
        coordinator.types("Op welke dag?", day, inside=adult)
        coordinator.presses("Bewaar", inside=adult)
    coordinator.follows("Verhoef", inside="Kruimelpad")


def chooses_the_steungezin(coordinator: Person) -> None:
    """Look who fits, and choose: a person does, with or without a reason."""
    coordinator.follows("Matching")
    coordinator.follows("Bas")
    coordinator.sees("Past het best", "Verhoef", "niet de computer")
    coordinator.follows("Kies dit gezin: Verhoef")
    coordinator.types("Waarom kiest u voor dit gezin?", "Bas houdt van honden.")
    coordinator.presses("Kies dit gezin")
    coordinator.sees("U koos Verhoef", "Bas houdt van honden.")
