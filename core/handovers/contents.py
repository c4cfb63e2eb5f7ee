"""What travels, in words to read: the same for who sends it and for who receives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.calendar.dayparts import describe
from core.contact_details import shown as contact_shown
from core.families.heading import KIND_LABELS
from core.families.models import FamilyRole
from core.families.services import NewMember
from core.handovers.courses import course_in_words
from core.handovers.package import Package, SentNote, SentRequest
from core.intake.services import IntakeRecord
from core.languages import language_name
from core.matching.households import HOUSEHOLD
from core.matching.preferences import COMING, HOME, INTERESTS, THEMES, words_for
from core.matching.services import OfferDetails, RequestDetails
from core.method.choice import every, label
from core.method.standard_intake import FOSTER_CARE
from core.method.variant import Question
from core.web.formats import long_date
from core.wording import Text, _
from core.work import Work


@dataclass(frozen=True, slots=True)
class ShownPackage:
    """A package as a page shows it: facts as (label, value)."""

    role: FamilyRole
    name: str
    coordinator: str
    coordinator_mail: str
    household: tuple[tuple[Text, Text], ...]
    people: tuple[tuple[str, tuple[str, ...]], ...]
    asked: tuple[tuple[str, tuple[tuple[Text, Text], ...]], ...]
    intake: tuple[tuple[Text, str], ...]
    notes: tuple[SentNote, ...]
    vogs: tuple[str, ...]
    couplings: tuple[str, ...]


def shown(work: Work, package: Package) -> ShownPackage:
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
            *((one.details.title, _request_facts(work, one)) for one in package.requests),
            *((one.title, _offer_facts(work, one)) for one in package.offers),
        ),
        intake=_intake(work, package),
        notes=package.notes,
        vogs=tuple(
            _(
                "%(name)s: gezien op %(day)s. De nieuwe gemeente kijkt de VOG opnieuw in.",
                name=package.people[vog.person].first_name,
                day=long_date(vog.seen_on),
            )
            for vog in package.vogs
        ),
        couplings=tuple(course_in_words(one) for one in package.couplings),
    )


def _intake(work: Work, package: Package) -> tuple[tuple[Text, str], ...]:
    """The answers by our own questions, and in the sender's words what we do not ask."""
    if package.intake is None:
        return ()
    known = intake_in_words(work, package.intake, package.role)
    asked = {str(question) for question, _words in known}
    rest = tuple(
        (one.question, one.words) for one in package.intake_words if one.question not in asked
    )
    named = package.intake_method
    by = ((_("Methode"), f"{named.name} ({named.version})"),) if named else ()
    return (*by, *known, *rest)


def _request_facts(work: Work, sent: SentRequest) -> tuple[tuple[Text, Text], ...]:
    """Every field of a request: who sends it reads exactly what goes."""
    one = sent.details
    together = (
        _("ja, groep %(number)s", number=sent.together + 1) if sent.together is not None else ""
    )
    return _given(
        *_when_and_where(work, one),
        (_("Huisdieren die niet kunnen"), _animals(one.avoid_pets)),
        (_("Roken"), _("liever niet") if one.avoid_smoking else ""),
        (_("Taal die nodig is"), language_name(one.required_language or "")),
        (_("Talen thuis"), _languages(one.home_languages)),
        (_("Houdt van"), words_for(INTERESTS, one.interests)),
        (_("Wat er speelt"), words_for(THEMES, one.themes)),
        (_("Zoekt een gezin met"), words_for(HOME, one.wish_keys)),
        (_("Wat goed is om te weten"), words_for(COMING, one.traits)),
        (_("Samen bij één gezin"), together),
        (_("Wensen"), one.wishes),
        (_("Haast (0 tot 3)"), str(one.urgency)),
        (_("Waarom haast"), one.urgency_reason),
    )


def _offer_facts(work: Work, one: OfferDetails) -> tuple[tuple[Text, Text], ...]:
    """Every field of an offer."""
    smoking = {None: "", True: _("ja"), False: _("nee")}[one.smokes]
    return _given(
        *_when_and_where(work, one),
        (_("Leeftijd van het kind"), f"{one.age_from}–{one.age_to}"),
        (_("Plekken"), str(one.capacity)),
        (_("Huisdieren"), _animals(one.pets)),
        (_("Roken"), smoking),
        (_("Talen"), _languages(one.languages)),
        (_("Houdt van"), words_for(INTERESTS, one.interests)),
        (_("Wat er is"), words_for(HOME, one.traits)),
        (_("Leeftijd van eigen kinderen"), _ages(one.own_ages)),
        (_("Wenst"), words_for(COMING, one.wish_keys)),
        (_("Zelf meegemaakt"), words_for(THEMES, one.themes)),
        (_("Eigen ervaring"), one.own_experience),
        (_("Ervaring gebruiken bij zoeken"), _("ja") if one.experience_may_match else ""),
        (_("Pleegzorg"), _foster_care(one.foster_care)),
    )


def _when_and_where(
    work: Work, one: RequestDetails | OfferDetails
) -> tuple[tuple[Text, Text], ...]:
    return (
        (_("Soort steun"), ", ".join(str(label(work, "support_forms", key)) for key in one.forms)),
        (_("Wanneer"), describe(one.dayparts) if one.dayparts else ""),
        (_("Keer per week"), str(one.per_week)),
        (_("Hoe ver"), _("%(km)s km", km=one.max_km)),
        (_("Sinds"), long_date(one.since) if one.since else ""),
    )


def _animals(keys: tuple[str, ...] | None) -> str:
    return words_for(HOUSEHOLD, keys)


def _languages(codes: tuple[str, ...] | None) -> str:
    return ", ".join(str(language_name(code)) for code in codes or ())


def _ages(ages: tuple[int, ...] | None) -> str:
    if ages is None:
        return ""
    return ", ".join(str(age) for age in ages) or _("geen")


def _foster_care(key: str) -> Text:
    return next((choice.label for choice in FOSTER_CARE if choice.key == key), "")


def _given(*facts: tuple[Text, Text]) -> tuple[tuple[Text, Text], ...]:
    return tuple((label, value) for label, value in facts if value)


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


def intake_in_words(
    work: Work, record: IntakeRecord, role: FamilyRole
) -> tuple[tuple[Text, str], ...]:
    """The answers of an intake, as (question, answer); without the judgement."""
    asks = role is FamilyRole.ASKING
    asked = every(work, "intake_questions" if asks else "support_intake_questions")
    questions: dict[str, Question] = {question.key: question for question in asked}
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
