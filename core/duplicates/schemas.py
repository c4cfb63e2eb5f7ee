"""The form of a merge: whose value stays, who is the same person, and the tick."""

from typing import Any

from core.accounts.queries import member_names
from core.duplicates.merging import MergeChoices
from core.duplicates.preview import GONE, KEPT, MergePreview
from core.families.heading import Person
from core.families.models import FamilyRole
from core.web.formats import long_date
from core.web.forms import Form, FormSchema, choice, consent
from core.wording import Text, _, _l
from core.work import Work

NOBODY = "nieuw"
COORDINATORS: dict[FamilyRole, Text] = {
    FamilyRole.ASKING: _l("Wie wordt de coördinator van het vraaggezin?"),
    FamilyRole.OFFERING: _l("Wie wordt de coördinator van het steungezin?"),
}
INTAKES: dict[FamilyRole, Text] = {
    FamilyRole.ASKING: _l("Welke intake van het vraaggezin geldt?"),
    FamilyRole.OFFERING: _l("Welke intake van het steungezin geldt?"),
}


def merge_form(work: Work, seen: MergePreview) -> Form:
    """What is to be chosen for these two; what only one of them says is not asked."""
    fields: dict[str, Any] = {}
    initial: dict[str, Any] = {}
    for beside in (one for one in seen.fields if one.differs):
        fields[f"veld_{beside.key}"] = choice(
            beside.label, [(KEPT, beside.kept), (GONE, beside.gone)]
        )
        initial[f"veld_{beside.key}"] = KEPT
    _coordinators(work, seen, fields)
    _intakes(seen, fields)
    for number, person in enumerate(seen.gone.people):
        others = [(str(n), _known(other)) for n, other in enumerate(seen.kept.people)]
        fields[f"persoon_{number}"] = choice(
            _("Wie is %(name)s?", name=_known(person)),
            [*others, (NOBODY, _l("Iemand anders: komt erbij"))],
            select=True,
            missing=_l("Kies wie dit is."),
        )
        suggested = seen.suggested[number]
        initial[f"persoon_{number}"] = NOBODY if suggested is None else str(suggested)
    fields["zeker"] = consent(
        _l("Zeker weten?"),
        _l("Ik heb het nagekeken: dit is hetzelfde gezin. Ik weet dat samenvoegen niet terug te "
           "draaien is."),
        missing=_l("Zet het vinkje als u het zeker weet."),
    )  # fmt: skip
    return Form(type("MergeForm", (FormSchema,), fields), initial)


def _coordinators(work: Work, seen: MergePreview, fields: dict[str, Any]) -> None:
    names = member_names(work)
    for role in seen.coordinators:
        people = [names.get(one, "") for one in seen.coordinators_of(role)]
        fields[f"coordinator_{role}"] = choice(
            COORDINATORS[role], list(zip((KEPT, GONE), people, strict=True)),
            missing=_l("Kies een coördinator."),
        )  # fmt: skip


def _intakes(seen: MergePreview, fields: dict[str, Any]) -> None:
    for role in seen.intakes:
        days = [long_date(side.intakes[role]) for side in (seen.kept, seen.gone)]
        names = [side.heading.name for side in (seen.kept, seen.gone)]
        told = [
            _("Die van %(day)s, bij %(name)s", day=day, name=name)
            for day, name in zip(days, names, strict=True)
        ]
        fields[f"intake_{role}"] = choice(
            INTAKES[role], list(zip((KEPT, GONE), told, strict=True)),
            hint=_l("De andere komt als notitie in het dossier te staan."),
            missing=_l("Kies een intake."),
        )  # fmt: skip


def _known(person: Person) -> str:
    """A person as the two sides are told apart: name, who it is, birthday."""
    born = long_date(person.born_on) if person.born_on else ""
    return ", ".join(filter(None, (person.name, str(person.kind_label), born)))


def choices_in(seen: MergePreview, data: dict[str, Any]) -> MergeChoices:
    """What was chosen."""
    people = [data[f"persoon_{number}"] for number in range(len(seen.gone.people))]
    return MergeChoices(
        people=tuple(None if one == NOBODY else int(one) for one in people),
        fields=_chosen(data, "veld_"),
        coordinators={FamilyRole(k): v for k, v in _chosen(data, "coordinator_").items()},
        intakes={FamilyRole(k): v for k, v in _chosen(data, "intake_").items()},
    )


def _chosen(data: dict[str, Any], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): v for name, v in data.items() if name.startswith(prefix)}
