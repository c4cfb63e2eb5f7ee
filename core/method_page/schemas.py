"""What is posted on the page of the method."""

from collections.abc import Sequence

from core.couplings.overview import CouplingLine
from core.web.forms import Form, FormSchema, choices
from core.wording import _l


def move_form(key: str, behind: Sequence[CouplingLine]) -> Form:
    """Which running couplings go over to the newest version."""
    known = [(str(one.id), one.title) for one in behind]
    field = choices(
        _l("Welke koppelingen gaan over?"), known, missing=_l("Kies ten minste één koppeling.")
    )
    schema: type[FormSchema] = type("MoveForm", (FormSchema,), {"couplings": field})
    return Form(schema, prefix=f"{key}-")
