"""The forms about a coupling; those that follow the method are made from it."""

from collections.abc import Sequence
from typing import Any

from marshmallow import ValidationError, validates_schema

from core.couplings.page_parts import Said
from core.families.models import ContactWay, FamilyRole
from core.method.variant import MethodVariant
from core.web.forms import (
    Form,
    FormSchema,
    choice,
    choices,
    date_field,
    long_text,
    text,
    time_field,
    yes_no,
)
from core.wording import _, _l

YES, NO, NOT_ASKED = "ja", "nee", "nog"
CHILDREN = "kinderen"
WAYS = (
    (ContactWay.PHONE.value, _l("Telefoon")),
    (ContactWay.VISIT.value, _l("Bezoek")),
    (ContactWay.MESSAGE.value, _l("Bericht")),
)
_REASON_HINT = _l("Kort is genoeg. Het blijft bij de koppeling staan.")


class AnswerForm(FormSchema):
    """What one side says: the parents, and the children themselves.

    Words without a yes or a no are refused: they would be lost.
    """

    says = choice(
        _l("Gaan we door?"),
        ((YES, _l("Ja")), (NO, _l("Nee")), (NOT_ASKED, _l("Nog niet gevraagd"))),
        wide=True,
    )
    children = choices(
        _l("Kinderen"), ((CHILDREN, _l("De kinderen zijn zelf gevraagd")),), required=False
    )
    quote = text(_l("Wat zeiden zij?"), required=False, max_length=300, width="full")

    @validates_schema
    def _answered(self, data: Any, **_kwargs: Any) -> None:
        if data.get("says") == NOT_ASKED and (data.get("quote") or data.get("children")):
            raise ValidationError(
                _("Kies ja of nee. Nog niet gevraagd? Haal dan weg wat u hieronder invulde."),
                "says",
            )


def answer_form(side: FamilyRole, said: Said | None) -> Form:
    """The form for one side, filled with what is known."""
    initial: dict[str, Any] = {"says": NOT_ASKED}
    if said:
        initial = {"says": YES if said.says_yes else NO, "quote": said.quote}
        initial["children"] = [CHILDREN] if said.children_heard else []
    return Form(AnswerForm, initial, prefix=f"{side.value}-")


_TALKED = ((YES, _l("Ja")), (NOT_ASKED, _l("Nog niet gevraagd")))
_NO_HINT = _l("Zei het gezin nee? Trek dan het voorstel in.")


def introduction_form(methods: Sequence[MethodVariant]) -> type[FormSchema]:
    """When and where two families meet; by which method when there is a choice."""
    fields: dict[str, Any] = {}
    if len(methods) > 1:
        kinds = [(one.key, _in_short(one)) for one in methods]
        fields["variant"] = choice(_l("Met welke methode?"), kinds, wide=False, select=False)
    deciding = [one.key for one in methods if one.professional_decides]
    if deciding:
        only = len(deciding) == 1 < len(methods)
        fields |= _decision(required=False, when=("variant", deciding[0]) if only else None)
    schema: type[FormSchema] = type("IntroductionForm", (_IntroductionForm,), fields)
    return schema


def decision_form() -> type[FormSchema]:
    """With which professional it was decided to start."""
    schema: type[FormSchema] = type("DecisionForm", (FormSchema,), _decision(required=True))
    return schema


def _in_short(method: MethodVariant) -> str:
    """A variant for who chooses: its name, what differs, and when it does not fit."""
    words = [method.summary, *(one.label for one in method.refusals)]
    told = " ".join(str(one) for one in words if one)
    return f"{method.name}. {told}" if told else str(method.name)


def _decision(required: bool, when: tuple[str, str] | None = None) -> dict[str, Any]:
    return {
        "decided_with": text(
            _l("Met welke professional heeft u dit besloten?"), hint=_l("De naam."),
            required=required, max_length=80, depends_on=when,
        ),
        "decided_function": text(
            _l("Functie en organisatie"), required=required, max_length=120, depends_on=when
        ),
        "decided_on": date_field(
            _l("Op welke dag besloot u dit samen?"), required=required, depends_on=when
        ),
    }  # fmt: skip


class _IntroductionForm(FormSchema):
    """When and where two families meet, and whether each wants to."""

    asking_says = choice(_l("Wil het vraaggezin kennismaken?"), _TALKED, hint=_NO_HINT, wide=True)
    offering_says = choice(_l("Wil het steungezin kennismaken?"), _TALKED, hint=_NO_HINT, wide=True)
    on_date = date_field(_l("Wanneer?"))
    at_time = time_field(_l("Hoe laat?"), required=False)
    where = text(
        _l("Waar?"), required=False, max_length=120, hint=_l("Bijvoorbeeld: bij Verhoef thuis")
    )
    reason = long_text(
        _l("Wilt u er iets bij opschrijven?"), required=False, rows=2, max_length=1000
    )


class TrialForm(FormSchema):
    """From when until when a trial lasts."""

    from_date = date_field(_l("Vanaf wanneer?"))
    until = date_field(_l("Tot wanneer?"))
    reason = long_text(
        _l("Waarom gaat u toch verder?"),
        hint=_REASON_HINT,
        required=False,
        rows=3,
        max_length=1000,
    )


class DefinitiveForm(FormSchema):
    """From when a coupling is definitive."""

    on_date = date_field(_l("Vanaf wanneer is het definitief?"))
    reason = long_text(
        _l("Waarom gaat u toch verder?"),
        hint=_REASON_HINT,
        required=False,
        rows=3,
        max_length=1000,
    )


def with_reason(schema: type[FormSchema]) -> type[FormSchema]:
    """The form of a step before which something warns: then the reason is not optional."""
    reason = long_text(
        _l("Waarom gaat u toch verder?"),
        hint=_REASON_HINT,
        missing=_l("Schrijf op waarom u toch verder gaat."),
        rows=3,
        max_length=1000,
    )
    return type(schema.__name__, (schema,), {"reason": reason})


class BackForm(FormSchema):
    """Why a step is undone."""

    reason = long_text(_l("Waarom gaat u terug?"), hint=_REASON_HINT, rows=3, max_length=1000)


def end_form(method: MethodVariant) -> type[FormSchema]:
    """Why and when a coupling ends, with the reasons of its method."""
    reasons = [(reason.key, reason.label) for reason in method.end_reasons]
    fields = {
        "reason_key": choice(_l("Waarom stopt de koppeling?"), reasons, empty=_l("Kies een reden")),
        "on_date": date_field(_l("Op welke dag stopt de koppeling?")),
        "note": long_text(
            _l("Toelichting"),
            hint=_l("Alleen voor het dossier. De gemeente ziet dit niet."),
            required=False,
            rows=3,
            max_length=2000,
        ),
        "reopen": yes_no(
            _l("Zoekt u voor dit gezin een ander steungezin?"),
            hint=_l("Bij “ja” staat de hulpvraag weer open."),
        ),
    }
    schema: type[FormSchema] = type("EndForm", (FormSchema,), fields)
    return schema


def agreement_form(method: MethodVariant) -> type[FormSchema]:
    """The agreement items of the method, and whether both families signed."""
    fields: dict[str, Any] = {
        item.key: long_text(
            item.label, hint=item.hint or None, required=item.required, rows=2, max_length=2000
        )
        for item in method.agreement_items
    }
    fields["contract_on"] = date_field(
        _l("Wanneer hebben beide gezinnen getekend?"),
        hint=_l("Laat leeg als er nog niet is getekend. Bijvoorbeeld 4-12-2026"),
        required=False,
    )
    schema: type[FormSchema] = type("AgreementForm", (FormSchema,), fields)
    return schema


def note_form(asking_name: str, offering_name: str) -> type[FormSchema]:
    """A contact about a coupling: with which family, how, and what was said."""
    sides = (
        (FamilyRole.ASKING.value, _("%(name)s (vraagt)", name=asking_name)),
        (FamilyRole.OFFERING.value, _("%(name)s (steunt)", name=offering_name)),
    )
    fields = {
        "side": choice(_l("Met welk gezin?"), sides, wide=True),
        "way": choice(_l("Hoe?"), WAYS, wide=True),
        "with_whom": text(_l("Met wie?"), required=False, max_length=120),
        "text": long_text(_l("Wat is er besproken?"), rows=4, max_length=4000),
        "on_date": date_field(_l("Wanneer was dat?")),
        "follow_up_on": date_field(_l("Komt u hier op terug? Op welke dag?"), required=False),
    }
    schema: type[FormSchema] = type("NoteForm", (FormSchema,), fields)
    return schema
