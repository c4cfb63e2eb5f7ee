"""The forms of a hand-over, made for one family or one arrival."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from marshmallow import fields

from core.accounts.queries import Colleague
from core.families.queries import Person
from core.handovers.packing import ChoosableNote
from core.handovers.receiving import DECLINE_REASONS
from core.web.formats import short_date
from core.web.forms import Form, FormSchema, choice, choices
from core.wording import _l
from tenants.context import TenantContext


def yes_form(people: Sequence[Person]) -> Form:
    """Who said yes."""
    named = [(str(p.id), f"{p.first_name} ({p.age})" if p.age is not None else p.first_name)
             for p in people]  # fmt: skip
    return _form(
        {
            "givers": choices(
                _l("Wie zei ja tegen deze overdracht?"),
                named,
                hint=_l("Onder 12 jaar een ouder. Van 12 tot en met 15 beiden. Vanaf 16 zelf."),
            )
        }
    )


def send_form(
    receivers: Sequence[TenantContext], notes: Sequence[ChoosableNote], *, has_intake: bool
) -> Form:
    """Where to, and what goes along that need not."""
    asked: dict[str, fields.Field[Any]] = {
        "receiver": choice(
            _l("Naar welke gemeente?"),
            [(str(tenant.id), tenant.name) for tenant in receivers],
            select=True,
            empty=_l("Kies een gemeente"),
        )
    }
    if has_intake:
        asked["intake"] = choices(
            _l("Gaat de intake mee?"),
            [("ja", _l("Ja, de antwoorden gaan mee, zonder ons oordeel"))],
            required=False,
        )
    if notes:
        asked["notes"] = note_choices(notes)
    return _form(asked)


def note_choices(notes: Sequence[ChoosableNote]) -> fields.Field[Any]:
    """Which notes go along."""
    return choices(
        _l("Welke notities gaan mee?"),
        [(str(note.id), _shortened(note)) for note in notes],
        required=False,
        hint=_l("Alleen wat de andere coördinator echt nodig heeft."),
    )


def accept_form(people: Sequence[Colleague], own_id: UUID | None) -> Form:
    """Who gets the family here."""
    coordinator = choice(
        _l("Wie wordt de coördinator?"),
        [(str(one.id), one.name) for one in people],
        select=True,
        empty=_l("Kies een collega"),
    )
    is_one = own_id in {one.id for one in people}
    return Form(
        _schema({"coordinator": coordinator}), {"coordinator": str(own_id)} if is_one else None
    )


def decline_form() -> Form:
    """Why not."""
    reasons = tuple(DECLINE_REASONS.items())
    return _form({"reason": choice(_l("Waarom niet?"), reasons, select=False)})


def _shortened(note: ChoosableNote) -> str:
    words = " ".join(note.text.split())
    return f"{short_date(note.on_date)}: {words[:90]}{'…' if len(words) > 90 else ''}"


def _form(asked: dict[str, fields.Field[Any]]) -> Form:
    return Form(_schema(asked))


def _schema(asked: dict[str, fields.Field[Any]]) -> type[FormSchema]:
    return cast(type[FormSchema], FormSchema.from_dict(asked))
