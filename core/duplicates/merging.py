"""Two files of one family made one: everything comes over, nothing is thrown away.

It cannot be undone. The family that goes stays as an empty row that leads to the other one, and
keeps, sealed, what both said before.
"""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select, update

from core.drafts.models import Draft, ParkedForm
from core.duplicates.joining import Old, join_file, join_intakes, join_person, settle_consents
from core.duplicates.preview import GONE, MergePreview, preview_merge
from core.duplicates.tables import FAMILY, moving
from core.errors import Refused
from core.families.models import Consent, Family, FamilyFile, FamilyMember, FamilyRole
from core.intake.models import Intake
from core.matching.changing import list_changed
from core.undo.models import UndoableAct
from core.wording import _
from core.work import Work
from tenants.plugin_references import move_plugin_rows

FIGURES = "publish_figures"


@dataclass(frozen=True, slots=True)
class MergeChoices:
    """What somebody chose: whose value stays (KEPT or GONE), and who is the same person.

    `people` says for each person of the family that goes, in the order of the preview, who of the
    other it is; None for somebody who comes along.
    """

    people: tuple[int | None, ...]
    fields: dict[str, str] = field(default_factory=dict)
    coordinators: dict[FamilyRole, str] = field(default_factory=dict)
    intakes: dict[FamilyRole, str] = field(default_factory=dict)


def merge_families(
    work: Work, kept_id: UUID, gone_id: UUID, choices: MergeChoices, stamp: str
) -> None:
    """Bring everything of one family over to the other.

    Raises as `preview_merge`, and Refused when it is no longer what was shown, or one person of
    the one would be two of the other.
    """
    kept, gone = _locked(work, kept_id, gone_id)
    seen = preview_merge(work, kept_id, gone_id)
    if seen.stamp != stamp:
        raise Refused(
            _("Er is intussen iets veranderd in een van deze dossiers. Kijk het opnieuw na.")
        )
    _check_people(seen, choices)
    old = Old(work)
    old.keep(kept)
    old.keep(gone)
    _fields(work, seen, choices, kept, gone)
    _files(work, old, seen, choices)
    _intakes(work, old, seen, choices)
    _people(work, old, seen, choices)
    _move(work, kept_id, gone_id)
    _leave_a_sign(work, kept_id, gone, old)
    work.record("family.merged", "family", kept_id, str(gone_id))
    work.record("family.merged_into", "family", gone_id, str(kept_id))
    list_changed(work)
    work.defer(FIGURES)
    work.defer("gather_strays")


def _locked(work: Work, kept_id: UUID, gone_id: UUID) -> tuple[Family, Family]:
    """Both rows, in one order for everybody: of two merges at once the second sees the first."""
    wanted = select(Family).where(Family.id.in_((kept_id, gone_id))).order_by(Family.id)
    locked = wanted.with_for_update().execution_options(populate_existing=True)
    work.session.scalars(locked).all()
    return work.find(Family, kept_id), work.find(Family, gone_id)


def _check_people(seen: MergePreview, choices: MergeChoices) -> None:
    chosen = [one for one in choices.people if one is not None]
    if len(set(chosen)) != len(chosen):
        raise Refused(_("Twee mensen kunnen niet dezelfde persoon zijn. Kies er een."))
    if len(choices.people) != len(seen.gone.people) or any(
        one >= len(seen.kept.people) for one in chosen
    ):
        raise Refused(_("Kies voor iedereen of het dezelfde persoon is."))


def _fields(
    work: Work, seen: MergePreview, choices: MergeChoices, kept: Family, gone: Family
) -> None:
    for beside in seen.fields:
        takes_other = beside.gone and (
            not beside.kept or (beside.differs and choices.fields.get(beside.key) == GONE)
        )
        if not takes_other:
            continue
        if beside.key in ("address", "reciprocity"):
            attribute = getattr(Family, beside.key)
            setattr(kept, beside.key, work.vault.seal(attribute, kept.id, beside.gone))
        else:
            setattr(kept, beside.key, getattr(gone, beside.key))
    kept.created_on = min(kept.created_on, gone.created_on)


def _files(work: Work, old: Old, seen: MergePreview, choices: MergeChoices) -> None:
    two = (seen.kept.heading.id, seen.gone.heading.id)
    rows = work.session.scalars(select(FamilyFile).where(FamilyFile.family_id.in_(two))).all()
    found = {(row.family_id, FamilyRole(row.role)): row for row in rows}
    for (family_id, role), file in list(found.items()):
        if family_id != two[1]:
            continue
        mine = found.get((two[0], role))
        if mine is None:
            file.family_id = two[0]
            continue
        chosen = choices.coordinators.get(role)
        is_only_open = mine.closed_on is not None and file.closed_on is None
        ways = [mine.coordinator_id, file.coordinator_id]
        if chosen == GONE or (chosen is None and is_only_open):
            ways.reverse()
        join_file(work, old, mine, file, ways[0] or ways[1])
    work.session.flush()


def _intakes(work: Work, old: Old, seen: MergePreview, choices: MergeChoices) -> None:
    kept_id, gone_id = seen.kept.heading.id, seen.gone.heading.id
    rows = work.session.scalars(select(Intake).where(Intake.family_id.in_((kept_id, gone_id))))
    found: dict[FamilyRole, dict[UUID, Intake]] = {}
    for row in rows:
        found.setdefault(FamilyRole(row.role), {})[row.family_id] = row
    for role, by_family in found.items():
        mine, other = by_family.get(kept_id), by_family.get(gone_id)
        if mine and other:
            takes_other = choices.intakes.get(role) == GONE
            stays, goes = (other, mine) if takes_other else (mine, other)
            join_intakes(work, old, stays, goes, kept_id)
        elif other:
            other.family_id = kept_id
    work.session.flush()


def _people(work: Work, old: Old, seen: MergePreview, choices: MergeChoices) -> None:
    for person, number in zip(seen.gone.people, choices.people, strict=True):
        member = work.find(FamilyMember, person.id)
        if number is None:
            member.family_id = seen.kept.heading.id
        else:
            join_person(work, old, work.find(FamilyMember, seen.kept.people[number].id), member)
    work.session.flush()


def _move(work: Work, kept_id: UUID, gone_id: UUID) -> None:
    of_gone = set(work.session.scalars(select(Consent.id).where(Consent.family_id == gone_id)))
    move_rows(work, kept_id, gone_id)
    settle_consents(work, kept_id, of_gone)
    shown = update(UndoableAct).where(UndoableAct.page_id == gone_id)
    work.session.execute(shown.values(page_id=kept_id))
    old, new = str(gone_id), str(kept_id)
    for model in (Draft, ParkedForm):
        about = update(model).where(model.subject.contains(old, autoescape=True))
        work.session.execute(about.values(subject=func.replace(model.subject, old, new)))


def move_rows(work: Work, kept_id: UUID, gone_id: UUID) -> None:
    """Have everything that refers to one family refer to the other: one statement a table."""
    for _name, model, attribute in moving():
        moved = update(model).where(attribute == gone_id)
        work.session.execute(moved.values({attribute.key: kept_id}))
    move_plugin_rows(work.session, FAMILY, gone_id, kept_id)


def _leave_a_sign(work: Work, kept_id: UUID, gone: Family, old: Old) -> None:
    earlier = update(Family).where(Family.merged_into_id == gone.id)
    work.session.execute(earlier.values(merged_into_id=kept_id))
    gone.name = gone.place = gone.postcode4 = ""
    gone.address, gone.reciprocity = None, None
    gone.merged_into_id, gone.merged_on = kept_id, work.today
    gone.before_merge = work.vault.seal(Family.before_merge, gone.id, old.written())
    work.session.flush()
