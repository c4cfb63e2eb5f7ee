"""Two entries of one organisation made one: shown first, then done."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from core.errors import Refused
from core.network.access import require_partner
from core.network.models import Partner, PartnerContact, PartnerVisit
from core.referrals.models import Referrer
from core.wording import _
from core.work import Work


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do: what stays, what comes over, what is there twice already."""

    kept_id: UUID
    kept_name: str
    gone_id: UUID
    gone_name: str
    gone_kind: str
    gone_place: str
    people: tuple[str, ...]
    doubles: tuple[str, ...]
    visits: int
    referrers: int
    has_note: bool


def preview_merge(work: Work, kept_id: UUID, gone_id: UUID) -> MergePreview:
    """What would happen; raises Refused for one and the same, or an archived one."""
    kept, gone = _two(work, kept_id, gone_id)
    moving, doubles = _people(work, kept_id, gone_id)
    return MergePreview(
        kept_id, kept.name, gone_id, gone.name, gone.kind, gone.place,
        tuple(one.name for one in moving),
        tuple(one.name for one in doubles),
        _count(work, PartnerVisit, gone_id),
        _count(work, Referrer, gone_id),
        gone.note is not None,
    )  # fmt: skip


def merge_partners(work: Work, kept_id: UUID, gone_id: UUID) -> None:
    """Bring people, visits and referrers over to the one that is kept; the other is archived.

    Its name stays, so that a referrer who still writes it is recognised.
    Raises Refused as `preview_merge`.
    """
    kept, gone = _two(work, kept_id, gone_id)
    moving, doubles = _people(work, kept_id, gone_id)
    for person in moving:
        person.partner_id = kept_id
    for person in doubles:
        work.session.delete(person)
    for model in (PartnerVisit, Referrer):
        for row in work.session.scalars(select(model).where(model.partner_id == gone_id)):
            row.partner_id = kept_id  # type: ignore[attr-defined]
    _join_notes(work, kept, gone)
    for older in work.session.scalars(select(Partner).where(Partner.merged_into_id == gone_id)):
        older.merged_into_id = kept_id
    gone.merged_into_id, gone.archived_on = kept_id, work.today
    kept.place = kept.place or gone.place
    work.record("partner.merged", "partner", kept_id, str(gone_id))


def _two(work: Work, kept_id: UUID, gone_id: UUID) -> tuple[Partner, Partner]:
    kept, gone = require_partner(work, kept_id), require_partner(work, gone_id)
    if kept.id == gone.id:
        raise Refused(_("Kies een andere organisatie."), field="other")
    return kept, gone


def _people(
    work: Work, kept_id: UUID, gone_id: UUID
) -> tuple[list[PartnerContact], list[PartnerContact]]:
    """Those who come over, and those who are known already: by phone, mail, or a bare name."""
    both = work.session.scalars(
        select(PartnerContact)
        .where(PartnerContact.partner_id.in_((kept_id, gone_id)))
        .order_by(PartnerContact.name, PartnerContact.id)
    ).all()
    known = [one for one in both if one.partner_id == kept_id]
    indexes = {i for one in known for i in (one.phone_index, one.email_index) if i}
    names = {one.name.casefold() for one in known}
    moving: list[PartnerContact] = []
    doubles: list[PartnerContact] = []
    for one in both:
        if one.partner_id == kept_id:
            continue
        ways = {index for index in (one.phone_index, one.email_index) if index}
        is_known = one.name.casefold() in names and ways <= indexes
        (doubles if is_known else moving).append(one)
    return moving, doubles


def _count(work: Work, model: type[PartnerVisit] | type[Referrer], partner_id: UUID) -> int:
    return work.session.scalar(select(func.count(model.id)).where(model.partner_id == partner_id))  # type: ignore[return-value]


def _join_notes(work: Work, kept: Partner, gone: Partner) -> None:
    notes = (work.vault.open(Partner.note, one.id, one.note) for one in (kept, gone))
    text = "\n\n".join(dict.fromkeys(note for note in notes if note))
    kept.note = work.vault.seal_optional(Partner.note, kept.id, text)
