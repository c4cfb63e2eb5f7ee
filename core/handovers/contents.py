"""What travels, in words to read: the same for who sends it and for who receives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.contact_details import shown as contact_shown
from core.families.heading import KIND_LABELS
from core.families.models import FamilyRole
from core.families.services import NewMember
from core.handovers.package import Package, SentNote
from core.languages import language_name
from core.method.registry import default_variant
from core.web.formats import long_date
from core.wording import Text, _


@dataclass(frozen=True, slots=True)
class ShownPackage:
    """A package as a page shows it: facts as (label, value)."""

    role: FamilyRole
    name: str
    coordinator: str
    coordinator_mail: str
    household: tuple[tuple[Text, Text], ...]
    people: tuple[tuple[str, tuple[str, ...]], ...]
    asked: tuple[tuple[str, str], ...]
    intake: tuple[tuple[Text, str], ...]
    notes: tuple[SentNote, ...]
    vogs: tuple[str, ...]


def shown(package: Package) -> ShownPackage:
    """A package, ready to read."""
    family = package.family
    household = (
        (_("Plaats"), ", ".join(part for part in (family.postcode4, family.place) if part)),
        (_("Adres"), family.address),
        (_("Taal"), language_name(family.language)),
        (_("Kan terugdoen"), family.reciprocity),
    )
    return ShownPackage(
        role=package.role,
        name=family.name,
        coordinator=package.coordinator,
        coordinator_mail=package.coordinator_mail,
        household=tuple((label, value) for label, value in household if value),
        people=tuple(_person(person) for person in package.people),
        asked=(
            *((one.details.title, one.details.wishes) for one in package.requests),
            *((one.title, one.own_experience) for one in package.offers),
        ),
        intake=_intake(package),
        notes=package.notes,
        vogs=tuple(
            _(
                "%(name)s: gezien op %(day)s. De nieuwe gemeente kijkt de VOG opnieuw in.",
                name=package.people[vog.person].first_name,
                day=long_date(vog.seen_on),
            )
            for vog in package.vogs
        ),
    )


def _person(person: NewMember) -> tuple[str, tuple[str, ...]]:
    name = f"{person.first_name} {person.last_name}".strip()
    born = _("geboren op %(day)s", day=long_date(person.born_on)) if person.born_on else ""
    facts = (
        str(KIND_LABELS[person.kind]),
        born,
        contact_shown(person.phone) if person.phone else "",
        person.email or "",
        _("niet inspreken") if person.message_safe is False else "",
        _("woont ergens anders") if person.lives_elsewhere else "",
    )
    return name, tuple(fact for fact in facts if fact)


def _intake(package: Package) -> tuple[tuple[Text, str], ...]:
    if package.intake is None:
        return ()
    method, record = default_variant(), package.intake
    asks = package.role is FamilyRole.ASKING
    questions = {
        q.key: q for q in (method.intake_questions if asks else method.support_intake_questions)
    }
    answers: list[tuple[Text, str]] = [
        (questions[key].label, _words(value, {c.key: c.label for c in questions[key].choices}))
        for key, value in record.answers.items()
        if key in questions
    ]
    goals: list[tuple[Text, str]] = [(_("Doelen van het gezin"), record.goals)]
    return tuple((label, words) for label, words in [*answers, *goals] if words)


def _words(value: Any, labels: Mapping[str, Text]) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, list | tuple):
        return ", ".join(_words(one, labels) for one in value)
    return str(labels.get(str(value), value) or "")
