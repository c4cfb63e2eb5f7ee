"""What an error page says: what went wrong, and what the reader can do about it."""

from dataclasses import dataclass
from typing import Final

from core.wording import Text, _, _l


@dataclass(frozen=True, slots=True)
class Explanation:
    """What went wrong, and what the reader can do."""

    title: str
    advice: str


_BY_CODE: Final[dict[int, tuple[Text, Text]]] = {
    400: (
        _l("Dit konden we niet lezen"),
        _l("Er is niets bewaard. Ga terug, controleer wat u invulde en probeer het opnieuw."),
    ),
    401: (_l("U bent niet ingelogd"), _l("Log in en probeer het dan opnieuw.")),
    403: (
        _l("U mag deze bladzijde niet zien"),
        _l("Heeft u dit nodig voor uw werk? Vraag het aan de beheerder van uw gemeente."),
    ),
    404: (
        _l("Deze bladzijde is er niet"),
        _l("Controleer het adres, of ga naar het begin en zoek van daaruit verder."),
    ),
    405: (
        _l("Dit kan hier niet"),
        _l("Ga terug en gebruik de knop op de bladzijde zelf."),
    ),
    409: (
        _l("Iemand anders was u net voor"),
        _l("De gegevens zijn intussen gewijzigd. Ververs de bladzijde en probeer het opnieuw."),
    ),
    413: (
        _l("Dit bestand of bericht is te groot"),
        _l("Maak het kleiner, of verstuur het in delen."),
    ),
    415: (
        _l("Dit soort bericht kennen we niet"),
        _l("Verstuur de gegevens in de vorm die de handleiding noemt."),
    ),
    422: (
        _l("Niet alles is goed ingevuld"),
        _l("Kijk na wat er ontbreekt of niet klopt, en verstuur het opnieuw."),
    ),
    429: (
        _l("U probeert het te vaak"),
        _l("Wacht een paar minuten en probeer het dan opnieuw."),
    ),
    500: (
        _l("Er ging bij ons iets mis"),
        _l(
            "Het ligt niet aan u. Probeer het over een paar minuten opnieuw. Blijft het misgaan? "
            "Neem contact op met de beheerder."
        ),
    ),
    503: (
        _l("We zijn even niet bereikbaar"),
        _l("We werken eraan. Probeer het over een paar minuten opnieuw."),
    ),
}


def explain(code: int) -> Explanation:
    """Return the words for a status code."""
    title, advice = _BY_CODE.get(code) or _BY_CODE[500 if code >= 500 else 400]
    return Explanation(str(title), str(advice))


def expired() -> Explanation:
    """Return the words for a form that stood open for too long."""
    return Explanation(
        _("Dit formulier stond te lang open"),
        _(
            "Voor uw veiligheid is het formulier verlopen. Er is niets verstuurd. Wat u invulde, "
            "staat hieronder: ga terug, ververs de bladzijde en neem het over."
        ),
    )
