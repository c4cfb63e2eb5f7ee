"""What the directory says of the programme, and which other directory is read."""

from core.extension import Options, _l
from core.extension.forms import long_text, text


class DirectoryOptions(Options):
    """The programme in words, and where it can be found."""

    organisation = text(_l("Naam van uw organisatie"), max_length=120)
    description = long_text(
        _l("Wat doet u, in een paar zinnen?"),
        hint=_l("Iedereen leest dit. Schrijf geen namen van gezinnen op."),
        max_length=1000,
    )
    email = text(_l("E-mailadres"), max_length=120, required=False)
    phone = text(_l("Telefoonnummer"), max_length=40, required=False)
    website = text(_l("Website"), required=False, width="full")
    place = text(_l("Plaats"), max_length=60, required=False)
    feed = text(
        _l("Adres van een andere sociale kaart"),
        hint=_l("Een adres dat HSDS 3 spreekt. Leeg: er wordt niets opgehaald."),
        required=False,
        width="full",
    )
