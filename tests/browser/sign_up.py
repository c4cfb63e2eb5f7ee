"""The public doors, as a professional and a steungezin go through them."""

from tests.browser.people import Person

REFERRED_STORY = "Bas maakt ruzie in de klas. Een vaste middag met beweging zou hem helpen."
OFFERED_STORY = "Wij hebben een tuin, een hond en op woensdag tijd."


def refer_a_family(teacher: Person, home: str) -> str:
    """A professional signs a family up, after a mistake; returns the link of the status page."""
    teacher.goes_to(home)
    teacher.follows("Ik wil een gezin aanmelden")
    teacher.picks("Weet het gezin hiervan?", "Ja, en zij vinden het goed")
    teacher.types("Voornaam van de ouder", "Samira")
    teacher.types("Telefoonnummer of e-mailadres van de ouder", "06 12")
    teacher.picks("Is het veilig om daar een bericht", "Nee, of dat weet ik niet")
    teacher.types("Uw naam", "Tineke Vos")
    teacher.selects("Waar werkt u?", "School")
    teacher.types("Uw organisatie", "Basisschool De Regenboog")
    teacher.types("Uw telefoon of e-mail van het werk", "t.vos@regenboog.example")
    teacher.types("Wat zou dit gezin helpen?", REFERRED_STORY)
    teacher.presses_in_vain("Meld dit gezin aan", "Dit nummer is te kort.", "Kies nog een antwoord")
    teacher.sees_typed("Wat zou dit gezin helpen?", REFERRED_STORY)
    teacher.sees_typed("Telefoonnummer of e-mailadres van de ouder", "06 12")
    teacher.types("Telefoonnummer of e-mailadres van de ouder", "06 00 00 12 34")
    teacher.picks("Mag de coördinator meekomen", "Ja, graag")
    teacher.presses("Meld dit gezin aan")

    teacher.sees("uiterlijk maandag 30 november", "Hoe ver is het?")
    return teacher.page.locator(".buurt-link-box").inner_text()


def offer_support(parent: Person, home: str) -> None:
    """A steungezin signs itself up: fills in, checks, changes one thing, and sends."""
    parent.goes_to(home)
    parent.follows("Ik wil steun geven")
    parent.presses_in_vain(
        "Naar controleren", "Vul uw voornaam in.", "Vul een telefoonnummer of een e-mailadres in."
    )
    parent.types("Hoe heet u?", "Jorien")
    parent.picks("Hoe mogen wij u bereiken?", "Mailen")
    parent.types("Uw telefoonnummer of e-mailadres", "jorien@verhoef.example")
    parent.picks("Mogen wij een bericht achterlaten?", "Ja")
    parent.types("De vier cijfers van uw postcode", "3911")
    parent.picks("Wat zou u willen doen?", "Een vast dagdeel in de week", "Na school")
    parent.types("Wilt u er iets bij vertellen?", OFFERED_STORY)
    parent.picks("Mogen wij dit bewaren?", "Ja, de coördinator mag")
    parent.presses("Naar controleren")

    parent.sees("Jorien", "jorien@verhoef.example", "3911", OFFERED_STORY)
    parent.presses("Wijzig")
    parent.sees_typed("Wilt u er iets bij vertellen?", OFFERED_STORY)
    parent.types("Hoe heet u?", "Jorien Verhoef")
    parent.presses("Naar controleren")
    parent.presses("Verstuur")
    parent.sees("De coördinator mailt u, uiterlijk maandag 30 november.", "Wat gebeurt er nu?")
