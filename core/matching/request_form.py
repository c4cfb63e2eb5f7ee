"""The form of a request: what is asked, when and where, what to mind, and what they hope for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import validates_schema

from core.languages import LANGUAGES
from core.matching import asked
from core.matching.asked import Field, Section
from core.matching.households import HOUSEHOLD, SMOKING
from core.matching.preferences import COMING, HOME, INTERESTS, THEMES
from core.matching.profiles import Subject
from core.matching.requests import RequestDetails
from core.method.variant import MethodVariant
from core.web import forms
from core.wording import Text, _l

Named = tuple[UUID, str]
URGENCIES = (
    ("0", _l("0: kan rustig wachten")),
    ("1", _l("1: gewoon")),
    ("2", _l("2: hoog")),
    ("3", _l("3: zo snel mogelijk")),
)
LISTS = ("home_languages", "interests", "themes", "wish_keys", "traits")
SAME = (
    "title", "subject", "forms", "dayparts", "per_week", "max_km", "required_language", "wishes",
    "urgency_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Household:
    """Who a request of this family can be for, and its other requests."""

    children: Sequence[Named]
    parents: Sequence[Named]
    other_requests: Sequence[Named] = ()


class RequestForm(forms.FormSchema):
    """What holds for every form of a request."""

    @validates_schema
    def _one_kind_of_answer(self, data: Mapping[str, Any], **_kwargs: object) -> None:
        asked.check_one_kind(data, "avoid")
        asked.check_none_alone(data, LISTS)


def request_sections(method: MethodVariant, household: Household) -> tuple[Section, ...]:
    """The questions of a request for somebody in this household, under their headings."""
    return (
        Section(_l("Wie en wat"), _who_and_what(method, household)),
        Section(_l("Wanneer en waar"), _when_and_where()),
        Section(_l("Waar letten we op"), _to_mind()),
        Section(_l("Wensen"), _hopes()),
    )


def request_schema(method: MethodVariant, household: Household) -> forms.FormSchema:
    """The form of a request for somebody in this household."""
    return asked.schema_of(RequestForm, "Request", request_sections(method, household))


def _who_and_what(method: MethodVariant, household: Household) -> dict[str, Field]:
    questions: dict[str, Field] = {
        "title": forms.text(
            _l("De vraag in een paar woorden"),
            hint=_l("Bijvoorbeeld: Mila, één zaterdag in de twee weken"),
            max_length=120,
        ),
        "subject": forms.choice(_l("Voor wie is de steun?"), asked.SUBJECTS),
        "child": _person(_l("Welk kind?"), household.children, Subject.CHILD),
        "parent": _person(_l("Welke ouder?"), household.parents, Subject.PARENT),
        "forms": asked.support_forms(method),
    }
    if household.other_requests:
        questions["together_with"] = forms.choices(
            _l("Hoort bij een andere hulpvraag?"),
            tuple((str(one), title) for one, title in household.other_requests),
            hint=_l("Kies broers of zussen die samen naar één steungezin moeten."),
            required=False,
        )
    return questions


def _when_and_where() -> dict[str, Field]:
    return {
        "dayparts": asked.dayparts(_l("Wanneer?")),
        "per_week": asked.times(_l("Hoe vaak per week is nodig?")),
        "max_km": asked.kilometres(_l("Hoe ver mag het zijn, in kilometers?")),
        "urgency": forms.choice(_l("Hoeveel haast heeft het?"), URGENCIES),
        "urgency_reason": forms.long_text(
            _l("Waarom heeft het haast?"),
            hint=_l("Nodig vanaf “hoog”."),
            rows=2,
            required=False,
        ),
    }


def _to_mind() -> dict[str, Field]:
    return {
        "avoid": asked.safety_keys_of(
            _l("Waar kan dit gezin niet tegen?"),
            HOUSEHOLD,
            _l("Nergens last van"),
            hint=_l("Een allergie of angst. Wat u kiest, is een harde grens."),
        ),
        "required_language": forms.choice(
            _l("Is een taal echt nodig?"),
            LANGUAGES,
            select=True,
            empty=_l("Nee, dat hoeft niet"),
            required=False,
        ),
        "home_languages": forms.choices(
            _l("Welke talen spreekt het gezin thuis?"),
            LANGUAGES,
            hint=_l("Fijn als het past, geen grens."),
            required=False,
            wide=True,
        ),
        "themes": asked.keys_of(
            _l("Wat speelt er thuis?"),
            THEMES,
            _l("Geen van deze"),
            hint=_l("Telt alleen mee als het gezin dat goed vindt: zie de toestemmingen."),
        ),
        "traits": asked.keys_of(
            _l("Wat is goed om te weten voor een steungezin?"), COMING, _l("Geen van deze")
        ),
    }


def _hopes() -> dict[str, Field]:
    return {
        "interests": asked.keys_of(
            _l("Waar houdt het kind of de ouder van?"), INTERESTS, _l("Geen van deze")
        ),
        "wish_keys": asked.keys_of(
            _l("Wat zou fijn zijn bij een steungezin?"), HOME, _l("Geen bijzondere wens")
        ),
        "wishes": forms.long_text(
            _l("Andere wensen"),
            hint=_l("Dit leest u zelf bij het kiezen. Het telt niet vanzelf mee."),
            required=False,
        ),
    }


def _person(label: Text, people: Sequence[Named], subject: Subject) -> Field:
    return forms.choice(
        label,
        tuple((str(person_id), name) for person_id, name in people),
        required=False,
        depends_on=("subject", subject.value),
        select=True,
        empty=_l("Nog niet bekend"),
    )


def request_details(data: Mapping[str, Any]) -> RequestDetails:
    """What a request's form says, as the service takes it."""
    person = data.get("child") if data["subject"] == Subject.CHILD else data.get("parent")
    avoid = asked.told(data["avoid"])
    together = data.get("together_with")
    return RequestDetails(
        title=data["title"],
        subject=data["subject"],
        member_id=UUID(person) if person else None,
        forms=tuple(data["forms"]),
        dayparts=data["dayparts"] or 0,
        per_week=int(data["per_week"]),
        max_km=data["max_km"],
        avoid_pets=None if avoid is None else tuple(one for one in avoid if one != SMOKING),
        avoid_smoking=SMOKING in (avoid or ()),
        required_language=data["required_language"],
        **asked.all_told(data, LISTS),
        together_with=None if together is None else tuple(UUID(one) for one in together),
        wishes=data["wishes"] or "",
        urgency=int(data["urgency"]),
        urgency_reason=data["urgency_reason"] or "",
    )


def request_initial(details: RequestDetails) -> dict[str, Any]:
    """What stands in the form of a request that is changed."""
    person = "child" if details.subject == Subject.CHILD else "parent"
    return {
        **{name: getattr(details, name) for name in SAME},
        **{name: asked.ticks(getattr(details, name)) for name in LISTS},
        person: details.member_id,
        "home_languages": details.home_languages,
        "avoid": _avoided(details),
        "together_with": details.together_with,
        "urgency": str(details.urgency),
    }


def _avoided(details: RequestDetails) -> list[str]:
    if details.avoid_pets is None:
        return asked.ticks(None)
    return asked.ticks([*details.avoid_pets, *([SMOKING] if details.avoid_smoking else [])])
