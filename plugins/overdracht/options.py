"""What is set for each organisation, and what the coordinator fills in."""

from core.extension import Options, Text, _l, secret
from core.extension.forms import FormSchema, long_text, mail, text

PARTNERS: tuple[tuple[str, Text], ...] = (
    ("home_start", _l("Home-Start")),
    ("maatjes", _l("Maatjesproject")),
    ("pleegzorg", _l("Pleegzorg")),
    ("zusterprogramma", _l("Ander programma van onze organisatie")),
)
_ADDRESS_HINT = _l("Begint met https://. Laat leeg als u niet met hen werkt.")
_MAIL_HINT = _l(
    "Alleen als zij geen systeem hebben. Zij krijgen een link zonder namen, en u belt een code."
)
_KEY_HINT = _l("Begint met whsec_. Beide kanten gebruiken dezelfde.")


class HandoverOptions(Options):
    """For each an address and a key, or a mail address; one without either is not offered."""

    home_start_address = text(
        _l("Home-Start: adres"), hint=_ADDRESS_HINT, required=False, width="full"
    )
    home_start_secret = secret(_l("Home-Start: sleutel"), hint=_KEY_HINT, required=False)
    home_start_mail = mail(_l("Home-Start: e-mailadres"), hint=_MAIL_HINT, required=False)
    maatjes_address = text(
        _l("Maatjesproject: adres"), hint=_ADDRESS_HINT, required=False, width="full"
    )
    maatjes_secret = secret(_l("Maatjesproject: sleutel"), hint=_KEY_HINT, required=False)
    maatjes_mail = mail(_l("Maatjesproject: e-mailadres"), hint=_MAIL_HINT, required=False)
    pleegzorg_address = text(
        _l("Pleegzorg: adres"), hint=_ADDRESS_HINT, required=False, width="full"
    )
    pleegzorg_secret = secret(_l("Pleegzorg: sleutel"), hint=_KEY_HINT, required=False)
    pleegzorg_mail = mail(_l("Pleegzorg: e-mailadres"), hint=_MAIL_HINT, required=False)
    zusterprogramma_address = text(
        _l("Ander programma: adres"), hint=_ADDRESS_HINT, required=False, width="full"
    )
    zusterprogramma_secret = secret(_l("Ander programma: sleutel"), hint=_KEY_HINT, required=False)
    zusterprogramma_mail = mail(_l("Ander programma: e-mailadres"), hint=_MAIL_HINT, required=False)


class HandoverForm(FormSchema):
    """What the other organisation wants to know."""

    why = long_text(
        _l("Waarom past dit beter?"),
        hint=_l("Dit lezen zij. Schrijf op wat ze nodig hebben, niet meer."),
        max_length=1000,
    )
