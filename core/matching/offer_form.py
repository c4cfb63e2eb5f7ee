"""The form of an offer: what can be, when and where, what is in the house, and what they wish."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from core.languages import LANGUAGES
from core.matching import asked
from core.matching.asked import NONE, NOT_KNOWN, UNKNOWN, Field, Section
from core.matching.households import HOUSEHOLD, SMOKING
from core.matching.offers import OfferDetails
from core.matching.preferences import COMING, FOLLOWS_FROM_AGES, HOME, INTERESTS, THEMES
from core.method.standard_intake import FOSTER_CARE
from core.method.variant import MethodVariant
from core.web import forms
from core.wording import _, _l

PLACES = (("1", _l("1 gezin")), ("2", _l("2 gezinnen")), ("3", _l("3 gezinnen")))
PETS = {key: label for key, label in HOUSEHOLD.items() if key != SMOKING}
AT_HOME = {key: label for key, label in HOME.items() if key not in FOLLOWS_FROM_AGES}
YES, NO = "ja", "nee"
SMOKES = ((YES, _l("Ja")), (NO, _l("Nee")), NOT_KNOWN)
OWN_CHILDREN = ((YES, _l("Ja")), (NONE, _l("Nee")), NOT_KNOWN)
LISTS = ("interests", "themes", "wish_keys", "traits")
SAME = (
    "title", "subjects", "forms", "dayparts", "per_week", "max_km", "age_from", "age_to",
    "capacity", "languages", "own_experience", "foster_care",
)  # fmt: skip
_AGE = re.compile(r"\d{1,2}", re.ASCII)
_BETWEEN_AGES = re.compile(r"[\s,;]+(?:en\s+)?")
OLDEST = 40


class OfferForm(forms.FormSchema):
    """What holds for every form of an offer."""

    @validates_schema
    def _one_kind_of_answer(self, data: Mapping[str, Any], **_kwargs: object) -> None:
        asked.check_one_kind(data, "pets")
        asked.check_none_alone(data, LISTS)

    @validates_schema
    def _consent_is_asked(self, data: Mapping[str, Any], **_kwargs: object) -> None:
        told = data.get("own_experience") or asked.told(data.get("themes"))
        if told and data.get("experience_may_match") is None:
            raise ValidationError({"experience_may_match": [_("Kies ja of nee.")]})

    @validates_schema
    def _ages_are_numbers(self, data: Mapping[str, Any], **_kwargs: object) -> None:
        if data.get("own_ages") and read_ages(data["own_ages"]) is None:
            words = _("Schrijf de leeftijden als getallen, bijvoorbeeld 4, 7 en 11.")
            raise ValidationError({"own_ages": [words]})


def offer_sections(method: MethodVariant) -> tuple[Section, ...]:
    """The questions of an offer, under their headings."""
    return (
        Section(_l("Wie en wat"), _who_and_what(method)),
        Section(_l("Wanneer en waar"), _when_and_where()),
        Section(_l("Waar letten we op"), _the_house()),
        Section(_l("Ervaring"), _experience()),
        Section(_l("Wensen"), _hopes()),
    )


def offer_schema(method: MethodVariant) -> forms.FormSchema:
    """The form of an offer."""
    return asked.schema_of(OfferForm, "Offer", offer_sections(method))


def _who_and_what(method: MethodVariant) -> dict[str, Field]:
    return {
        "title": forms.text(
            _l("Het aanbod in een paar woorden"),
            hint=_l("Bijvoorbeeld: zaterdag, om de week"),
            max_length=120,
        ),
        "subjects": forms.choices(_l("Voor wie is de steun?"), asked.SUBJECTS, wide=True),
        "forms": asked.support_forms(method),
        "age_from": forms.whole_number(_l("Jongste leeftijd van een kind"), most=18),
        "age_to": forms.whole_number(_l("Oudste leeftijd van een kind"), most=18),
        "capacity": forms.choice(_l("Hoeveel gezinnen tegelijk?"), PLACES, wide=True),
    }


def _when_and_where() -> dict[str, Field]:
    return {
        "dayparts": asked.dayparts(_l("Wanneer kan het?")),
        "per_week": asked.times(_l("Hoe vaak per week kan het?")),
        "max_km": asked.kilometres(_l("Hoe ver wil het gezin gaan, in kilometers?")),
    }


def _the_house() -> dict[str, Field]:
    return {
        "pets": asked.safety_keys_of(
            _l("Welke dieren zijn er in huis?"),
            PETS,
            _l("Geen dieren"),
            hint=_l("Nodig voor kinderen met een allergie of angst."),
        ),
        "smokes": forms.choice(_l("Wordt er binnen gerookt?"), SMOKES, wide=True),
        "languages": forms.choices(_l("Welke talen spreekt het gezin?"), LANGUAGES, wide=True),
        "own_children": forms.choice(
            _l("Heeft het gezin zelf kinderen thuis?"), OWN_CHILDREN, required=False, wide=True
        ),
        "own_ages": forms.text(
            _l("Hoe oud zijn zij?"),
            hint=_l("Bijvoorbeeld 4, 7 en 11."),
            depends_on=("own_children", YES),
            width="9",
        ),
        "traits": asked.keys_of(_l("Wat is er nog meer?"), AT_HOME, _l("Geen van deze")),
    }


def _experience() -> dict[str, Field]:
    return {
        "themes": asked.keys_of(
            _l("Wat maakte het gezin zelf mee?"),
            THEMES,
            _l("Geen van deze"),
            hint=_l("Alleen wat zij zelf willen vertellen."),
        ),
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


def _hopes() -> dict[str, Field]:
    return {
        "interests": asked.keys_of(_l("Wat doet het gezin graag?"), INTERESTS, _l("Geen van deze")),
        "wish_keys": asked.keys_of(
            _l("Wat zou voor dit gezin fijn zijn?"), COMING, _l("Geen bijzondere wens")
        ),
    }


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
        pets=asked.told(data["pets"]),
        smokes={YES: True, NO: False}.get(data["smokes"]),
        languages=tuple(data["languages"]),
        **asked.all_told(data, LISTS),
        own_ages=_own_ages(data),
        own_experience=data["own_experience"] or "",
        experience_may_match=bool(data["experience_may_match"]),
        foster_care=data["foster_care"],
    )


def _own_ages(data: Mapping[str, Any]) -> tuple[int, ...] | None:
    if data.get("own_children") == YES:
        return read_ages(data["own_ages"])
    return () if data.get("own_children") == NONE else None


def read_ages(text: str) -> tuple[int, ...] | None:
    """Read "4, 7 en 11", youngest first; None when it says anything else."""
    pieces = _BETWEEN_AGES.split(text.strip())
    if not all(_AGE.fullmatch(piece) and int(piece) <= OLDEST for piece in pieces):
        return None
    return tuple(sorted(int(piece) for piece in pieces))


def offer_initial(details: OfferDetails) -> dict[str, Any]:
    """What stands in the form of an offer that is changed."""
    tells = details.own_experience or details.themes
    return {
        **{name: getattr(details, name) for name in SAME},
        **{name: asked.ticks(getattr(details, name)) for name in LISTS},
        "pets": asked.ticks(details.pets),
        "smokes": {True: YES, False: NO, None: UNKNOWN}[details.smokes],
        "own_children": _has_children(details.own_ages),
        "own_ages": ", ".join(str(age) for age in details.own_ages or ()),
        "experience_may_match": details.experience_may_match if tells else None,
    }


def _has_children(ages: tuple[int, ...] | None) -> str:
    if ages is None:
        return UNKNOWN
    return YES if ages else NONE
