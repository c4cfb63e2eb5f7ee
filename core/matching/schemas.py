"""The forms of a request and of an offer."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from marshmallow import ValidationError, fields, validates_schema

from core.languages import LANGUAGES
from core.matching.households import HOUSEHOLD
from core.matching.offers import OfferDetails
from core.matching.profiles import ExclusionReason, Subject
from core.matching.requests import RequestDetails
from core.method.asked import with_hint
from core.method.standard_intake import FOSTER_CARE
from core.method.variant import MethodVariant
from core.web import forms
from core.wording import Text, _, _l

NONE = "none"
SMOKING = "smoking"
PETS = tuple((key, label) for key, label in HOUSEHOLD.items() if key != SMOKING)
URGENCIES = (
    ("0", _l("0: kan rustig wachten")),
    ("1", _l("1: gewoon")),
    ("2", _l("2: hoog")),
    ("3", _l("3: zo snel mogelijk")),
)
TIMES = (("1", _l("1 keer")), ("2", _l("2 keer")), ("3", _l("3 keer")))
PLACES = (("1", _l("1 gezin")), ("2", _l("2 gezinnen")), ("3", _l("3 gezinnen")))
EXCLUSIONS = (
    (ExclusionReason.ACQUAINTANCE.value, _l("Zij kennen elkaar")),
    (ExclusionReason.FAILED_BEFORE.value, _l("Eerder geprobeerd en niet gelukt")),
    (ExclusionReason.VETO.value, _l("Een van beide gezinnen wil dit niet")),
)
Person = tuple[UUID, str]
Field = fields.Field[Any]


class _RequestForm(forms.FormSchema):
    @validates_schema
    def _none_alone(self, data: Mapping[str, Any], **_kwargs: object) -> None:
        check_none_alone(data, "avoid")


class _OfferForm(forms.FormSchema):
    @validates_schema
    def _none_alone(self, data: Mapping[str, Any], **_kwargs: object) -> None:
        check_none_alone(data, "pets")

    @validates_schema
    def _consent_is_asked(self, data: Mapping[str, Any], **_kwargs: object) -> None:
        if data.get("own_experience") and data.get("experience_may_match") is None:
            raise ValidationError({"experience_may_match": [_("Kies ja of nee.")]})


def check_none_alone(data: Mapping[str, Any], field: str) -> None:
    """Raise ValidationError when "none" is ticked beside something else."""
    chosen = data.get(field) or []
    if NONE in chosen and len(chosen) > 1:
        words = _("U koos “geen” en ook iets anders. Haal een van de twee weg.")
        raise ValidationError({field: [words]})


def request_schema(
    method: MethodVariant, children: Sequence[Person], parents: Sequence[Person]
) -> forms.FormSchema:
    """The form of a request, for one of these people."""
    asked = {
        "title": forms.text(
            _l("De vraag in een paar woorden"),
            hint=_l("Bijvoorbeeld: Mila, één zaterdag in de twee weken"),
            max_length=120,
        ),
        "subject": forms.choice(
            _l("Voor wie is de steun?"),
            (
                (Subject.CHILD.value, _l("Voor een kind")),
                (Subject.PARENT.value, _l("Voor een ouder")),
            ),
        ),
        "child": _person(_l("Welk kind?"), children, Subject.CHILD),
        "parent": _person(_l("Welke ouder?"), parents, Subject.PARENT),
        "forms": _support_forms(method),
        "dayparts": forms.dayparts(
            _l("Wanneer?"), hint=_l("Kies alle dagdelen die kunnen."), required=False
        ),
        "per_week": _times(_l("Hoe vaak per week is nodig?")),
        "max_km": _km(_l("Hoe ver mag het zijn, in kilometers?")),
        "avoid": forms.choices(
            _l("Waar kan dit gezin niet tegen?"),
            ((NONE, _l("Nergens last van")), *PETS, (SMOKING, HOUSEHOLD[SMOKING])),
            hint=_l("Een allergie of angst. Wat u kiest, is een harde grens."),
            wide=True,
        ),
        "required_language": forms.choice(
            _l("Is een taal echt nodig?"),
            LANGUAGES,
            select=True,
            empty=_l("Nee, dat hoeft niet"),
            required=False,
        ),
        "wishes": forms.long_text(
            _l("Andere wensen"),
            hint=_l("Dit leest u zelf bij het kiezen. Het telt niet vanzelf mee."),
            required=False,
        ),
        "urgency": forms.choice(_l("Hoeveel haast heeft het?"), URGENCIES),
        "urgency_reason": forms.long_text(
            _l("Waarom heeft het haast?"),
            hint=_l("Nodig vanaf “hoog”."),
            rows=2,
            required=False,
        ),
    }
    schema: type[forms.FormSchema] = type("RequestForm", (_RequestForm,), asked)
    return schema()


def offer_schema(method: MethodVariant) -> forms.FormSchema:
    """The form of an offer."""
    asked = {
        "title": forms.text(
            _l("Het aanbod in een paar woorden"),
            hint=_l("Bijvoorbeeld: zaterdag, om de week"),
            max_length=120,
        ),
        "subjects": forms.choices(
            _l("Voor wie is de steun?"),
            (
                (Subject.CHILD.value, _l("Voor een kind")),
                (Subject.PARENT.value, _l("Voor een ouder")),
            ),
            wide=True,
        ),
        "forms": _support_forms(method),
        "dayparts": forms.dayparts(
            _l("Wanneer kan het?"), hint=_l("Kies alle dagdelen die kunnen."), required=False
        ),
        "per_week": _times(_l("Hoe vaak per week kan het?")),
        "max_km": _km(_l("Hoe ver wil het gezin gaan, in kilometers?")),
        "age_from": forms.whole_number(_l("Jongste leeftijd van een kind"), most=18),
        "age_to": forms.whole_number(_l("Oudste leeftijd van een kind"), most=18),
        "capacity": forms.choice(_l("Hoeveel gezinnen tegelijk?"), PLACES, wide=True),
        "pets": forms.choices(
            _l("Welke dieren zijn er in huis?"), ((NONE, _l("Geen dieren")), *PETS), wide=True
        ),
        "smokes": forms.yes_no(_l("Wordt er binnen gerookt?")),
        "languages": forms.choices(_l("Welke talen spreekt het gezin?"), LANGUAGES, wide=True),
        "own_experience": forms.long_text(
            _l("Eigen ervaring"),
            hint=_l("Wat het gezin zelf meemaakte en kan helpen. Alleen als zij dit willen."),
            required=False,
        ),
        "experience_may_match": forms.yes_no(
            _l("Mag u deze ervaring gebruiken bij het zoeken?"),
            hint=_l("Vraag het aan het gezin zelf. Zij kunnen dit later intrekken."),
            required=False,
        ),
        "foster_care": forms.choice(
            _l("Is of was het gezin pleeggezin, of denkt het daarover?"),
            tuple((choice.key, choice.label) for choice in FOSTER_CARE),
        ),
    }
    schema: type[forms.FormSchema] = type("OfferForm", (_OfferForm,), asked)
    return schema()


def request_details(data: Mapping[str, Any]) -> RequestDetails:
    """What a request's form says, as the service takes it."""
    person = data.get("child") if data["subject"] == Subject.CHILD else data.get("parent")
    avoid = set(data["avoid"]) - {NONE}
    return RequestDetails(
        title=data["title"],
        subject=data["subject"],
        member_id=UUID(person) if person else None,
        forms=tuple(data["forms"]),
        dayparts=data["dayparts"] or 0,
        per_week=int(data["per_week"]),
        max_km=data["max_km"],
        avoid_pets=tuple(sorted(avoid - {SMOKING})),
        avoid_smoking=SMOKING in avoid,
        required_language=data["required_language"],
        wishes=data["wishes"] or "",
        urgency=int(data["urgency"]),
        urgency_reason=data["urgency_reason"] or "",
    )


def offer_details(data: Mapping[str, Any]) -> OfferDetails:
    """What an offer's form says, as the service takes it."""
    return OfferDetails(
        title=data["title"],
        subjects=tuple(data["subjects"]),
        forms=tuple(data["forms"]),
        dayparts=data["dayparts"] or 0,
        per_week=int(data["per_week"]),
        max_km=data["max_km"],
        age_from=data["age_from"],
        age_to=data["age_to"],
        capacity=int(data["capacity"]),
        pets=tuple(sorted(set(data["pets"]) - {NONE})),
        smokes=data["smokes"],
        languages=tuple(data["languages"]),
        own_experience=data["own_experience"] or "",
        experience_may_match=bool(data["experience_may_match"]),
        foster_care=data["foster_care"],
    )


def request_initial(details: RequestDetails) -> dict[str, Any]:
    """What stands in the form of a request that is changed."""
    avoid = None
    if details.avoid_pets is not None:
        smoking = (SMOKING,) if details.avoid_smoking else ()
        avoid = [*details.avoid_pets, *smoking] or [NONE]
    person = "child" if details.subject == Subject.CHILD else "parent"
    return {
        **{name: getattr(details, name) for name in SAME_IN_REQUEST},
        person: details.member_id,
        "avoid": avoid,
        "urgency": str(details.urgency),
    }


def offer_initial(details: OfferDetails) -> dict[str, Any]:
    """What stands in the form of an offer that is changed."""
    pets = None if details.pets is None else [*details.pets] or [NONE]
    may = details.experience_may_match if details.own_experience else None
    return {
        **{name: getattr(details, name) for name in SAME_IN_OFFER},
        "pets": pets,
        "experience_may_match": may,
    }


SAME_IN_REQUEST = (
    "title", "subject", "forms", "dayparts", "per_week", "max_km", "required_language", "wishes",
    "urgency_reason",
)  # fmt: skip
SAME_IN_OFFER = (
    "title", "subjects", "forms", "dayparts", "per_week", "max_km", "age_from", "age_to",
    "capacity", "smokes", "languages", "own_experience", "foster_care",
)  # fmt: skip


class ReasonForm(forms.FormSchema):
    """Why: for a proposal that is withdrawn."""

    reason = forms.long_text(_l("Waarom trekt u het voorstel in?"), rows=2)


class ProposeForm(forms.FormSchema):
    """Why this family, although something does not fit; optional when all fits."""

    reason = forms.long_text(_l("Waarom kiest u voor dit gezin?"), rows=3, required=False)


class OverrideForm(forms.FormSchema):
    """Why this family, although something does not fit."""

    reason = forms.long_text(
        _l("Waarom kiest u toch voor dit gezin?"),
        rows=3,
        missing=_l("Schrijf op waarom u toch voor dit gezin kiest."),
    )


class ExcludeForm(forms.FormSchema):
    """Why two families are kept apart."""

    kind = forms.choice(_l("Waarom kunnen deze gezinnen niet samen?"), EXCLUSIONS)
    note = forms.long_text(_l("Toelichting"), rows=2, required=False)


def _person(label: Text, people: Sequence[Person], subject: Subject) -> Field:
    return forms.choice(
        label,
        tuple((str(person_id), name) for person_id, name in people),
        required=False,
        depends_on=("subject", subject.value),
        select=True,
        empty=_l("Nog niet bekend"),
    )


def _support_forms(method: MethodVariant) -> Field:
    kinds = tuple((choice.key, with_hint(choice)) for choice in method.support_forms)
    return forms.choices(_l("Welke soort steun?"), kinds, required=False, wide=True)


def _times(label: Text) -> Field:
    return forms.choice(label, TIMES, hint=_l("Eén keer in de twee weken telt als 1."), wide=True)


def _km(label: Text) -> Field:
    return forms.whole_number(label, least=1, most=100, hint=_l("Over de weg, bijvoorbeeld 5."))
