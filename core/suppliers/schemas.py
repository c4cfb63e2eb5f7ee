"""The forms of handing over to a supplier, made for one family and one supplier."""

from collections.abc import Sequence
from typing import Any, cast

from marshmallow import fields

from core.extension.suppliers import SupplierIntegration
from core.handovers.packing import ChoosableNote
from core.handovers.schemas import note_choices
from core.web.forms import Form, FormSchema, choices, text
from core.wording import _l


def handover_form(
    supplier: SupplierIntegration, notes: Sequence[ChoosableNote], *, has_intake: bool
) -> Form:
    """What the supplier asks, and what goes along that need not."""
    asked: dict[str, fields.Field[Any]] = {}
    if has_intake:
        asked["with_intake"] = choices(
            _l("Gaat de intake mee?"),
            [("ja", _l("Ja, de antwoorden gaan mee, zonder ons oordeel"))],
            required=False,
        )
    if notes:
        asked["with_notes"] = note_choices(notes)
    base = supplier.asks or FormSchema
    return Form(cast(type[FormSchema], type("HandoverForm", (base,), asked)))


class CodeForm(FormSchema):
    """The code that the coordinator told."""

    code = text(
        _l("Code van 8 cijfers"),
        hint=_l("U krijgt hem van de coördinator, aan de telefoon of in een gesprek."),
        max_length=20,
        width="8",
        inputmode="numeric",
        autocomplete="off",
    )
