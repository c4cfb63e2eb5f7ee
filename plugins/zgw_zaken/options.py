"""What is set for the Zaken API."""

from core.extension import Options, _l, secret
from core.extension.forms import choices, text

TEAMS = (
    ("social_team", _l("Sociaal team of gebiedsteam")),
    ("cjg", _l("CJG (Centrum voor Jeugd en Gezin)")),
    ("jgz", _l("Consultatiebureau of jeugdgezondheidszorg")),
)


class ZgwOptions(Options):
    """Where the registration is, who we are there, and which types it uses."""

    address = text(
        _l("Adres van de Zaken API"),
        hint=_l("Zoals https://zaken.gemeente.nl/zaken/api/v1, zonder streep aan het eind."),
        width="full",
    )
    client_id = text(_l("Client-id"), hint=_l("Zo heet ons programma in het zaaksysteem."))
    client_secret = secret(_l("Geheim bij het client-id"))
    rsin = text(
        _l("RSIN van de gemeente"), hint=_l("Negen cijfers."), inputmode="numeric", width="9"
    )
    unit = text(
        _l("Organisatorische eenheid"),
        hint=_l("De code van het team dat de zaak krijgt. Er gaan nooit namen mee."),
        max_length=24,
    )
    own_teams = choices(_l("Welke verwijzers zijn van de gemeente zelf?"), TEAMS)
    zaaktype = text(_l("Zaaktype"), hint=_l("De URL uit de catalogus."), width="full")
    roltype = text(_l("Roltype van de behandelaar"), width="full")
    status_new = text(_l("Statustype: aangemeld"), width="full")
    status_trial = text(_l("Statustype: proefperiode"), width="full", required=False)
    status_active = text(_l("Statustype: gekoppeld"), width="full", required=False)
    status_end = text(_l("Statustype: afgesloten"), width="full")
    resultaattype = text(_l("Resultaattype"), width="full")


def is_rsin(text: str) -> bool:
    """Whether these are nine digits of which the weighed sum divides by eleven."""
    if len(text) != 9 or not (text.isascii() and text.isdecimal()):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, text, strict=True))
    return total > 0 and total % 11 == 0
