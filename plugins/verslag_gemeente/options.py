"""What a gemeente asks of the account: when, from which amount with an accountant, which number."""

from core.extension import Options, _l
from core.extension.forms import money, text, whole_number


class GemeenteOptions(Options):
    """The rules of the grant, as they stand in the gemeente's decision."""

    due_day = whole_number(_l("Uiterlijke dag"), least=1, most=28, required=False)
    due_month = whole_number(
        _l("Uiterlijke maand (1 tot en met 12)"),
        least=1,
        most=12,
        required=False,
        hint=_l("Leeg is 1 mei: dag 1, maand 5. Kijk in de beschikking."),
    )
    accountant_from = money(
        _l("Accountantsverklaring vanaf"),
        required=False,
        hint=_l("Leeg als de gemeente er geen vraagt."),
    )
    decision = text(
        _l("Nummer van de beschikking"),
        max_length=60,
        required=False,
        hint=_l("Komt op het verslag."),
    )
