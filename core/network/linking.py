"""Which organisation of the network a referrer works at: suggested by name, said by a person."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from core.network.access import require_partner
from core.network.models import Partner
from core.network.names import name_key
from core.referrals.models import Referral, Referrer
from core.work import Work

MOST = 2000
"""How many unlinked referrers are looked at; a programme has hundreds."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What the network knows of a referrer: linked, or perhaps this organisation."""

    referrer_id: UUID
    organisation: str
    linked_id: UUID | None = None
    linked_name: str = ""
    suggested_id: UUID | None = None
    suggested_name: str = ""
    suggested_place: str = ""


@dataclass(frozen=True, slots=True)
class Unlinked:
    """An organisation as referrers wrote it, that is not linked yet.

    `referrer_id` is one of them, and `suggested_id` the organisation that it looks like.
    """

    referrer_id: UUID
    organisation: str
    key: str
    referrals: int
    suggested_id: UUID | None
    suggested_name: str
    suggested_place: str


def hint_for(work: Work, referrer_id: UUID) -> Hint:
    """Whether a referrer is linked, else what is suggested; two statements at most."""
    referrer = work.find(Referrer, referrer_id)
    if referrer.partner_id:
        partner = work.find(Partner, referrer.partner_id)
        return Hint(referrer_id, referrer.organisation, partner.id, partner.name)
    found = _by_key(work, {name_key(referrer.organisation)} if referrer.organisation else ())
    partner_like = next(iter(found.values()), None)
    if partner_like is None:
        return Hint(referrer_id, referrer.organisation)
    return Hint(
        referrer_id, referrer.organisation, None, "", partner_like.id, partner_like.name,
        partner_like.place,
    )  # fmt: skip


def unlinked(work: Work) -> tuple[Unlinked, ...]:
    """The organisations that referrers named and nobody linked; those to suggest come first."""
    rows = work.session.execute(
        select(Referrer.id, Referrer.organisation, func.count(Referral.id).label("referrals"))
        .outerjoin(Referral, Referral.referrer_id == Referrer.id)
        .where(Referrer.partner_id.is_(None), Referrer.organisation != "")
        .group_by(Referrer.id, Referrer.organisation)
        .order_by(Referrer.id)
        .limit(MOST)
    )
    groups: dict[str, list[tuple[UUID, str, int]]] = {}
    for row in rows:
        groups.setdefault(name_key(row.organisation), []).append(
            (row.id, row.organisation, row.referrals)
        )
    known = _by_key(work, groups)
    lines = (_unlinked(key, group, known.get(key)) for key, group in groups.items())
    return tuple(sorted(lines, key=lambda one: (one.suggested_id is None, one.organisation)))


def _unlinked(key: str, group: list[tuple[UUID, str, int]], like: Partner | None) -> Unlinked:
    referrer_id, organisation, _count = group[0]
    return Unlinked(
        referrer_id,
        organisation,
        key,
        sum(count for _id, _name, count in group),
        like.id if like else None,
        like.name if like else "",
        like.place if like else "",
    )


def _by_key(work: Work, keys: Iterable[str]) -> dict[str, Partner]:
    """The organisation of each key; a merged one stands for the one that took it in."""
    wanted = set(keys)
    if not wanted:
        return {}
    found = work.session.scalars(
        select(Partner).where(Partner.name_key.in_(wanted)).order_by(Partner.created_on)
    ).all()
    heirs = _heirs(work, [one for one in found if one.merged_into_id])
    known: dict[str, Partner] = {}
    for one in found:
        kept = heirs.get(one.merged_into_id) if one.merged_into_id else one
        if kept is not None and kept.archived_on is None:
            known.setdefault(one.name_key, kept)
    return known


def _heirs(work: Work, merged: Collection[Partner]) -> dict[UUID, Partner]:
    ids = {one.merged_into_id for one in merged if one.merged_into_id}
    if not ids:
        return {}
    return {one.id: one for one in work.session.scalars(select(Partner).where(Partner.id.in_(ids)))}


def link_referrer(work: Work, referrer_id: UUID, partner_id: UUID) -> int:
    """Say where a referrer works, and with it everyone unlinked of the same organisation.

    Returns how many referrers were linked. Raises NotFound, or Refused for an archived one.
    """
    partner = require_partner(work, partner_id)
    referrer = work.find(Referrer, referrer_id)
    same = [referrer, *_same_organisation(work, referrer)]
    for one in same:
        one.partner_id = partner.id
    work.record("referrer.linked", "partner", partner.id)
    return len(same)


def _same_organisation(work: Work, referrer: Referrer) -> list[Referrer]:
    if not referrer.organisation:
        return []
    key = name_key(referrer.organisation)
    others = work.session.scalars(
        select(Referrer).where(
            Referrer.partner_id.is_(None), Referrer.organisation != "", Referrer.id != referrer.id
        )
    )
    return [one for one in others if name_key(one.organisation) == key]


def unlink_referrer(work: Work, referrer_id: UUID) -> None:
    """Say that a referrer does not work there after all; only this one."""
    referrer = work.find(Referrer, referrer_id)
    if referrer.partner_id:
        work.record("referrer.unlinked", "partner", referrer.partner_id)
        referrer.partner_id = None


def link_suggested(work: Work, referrer_ids: Collection[UUID]) -> int:
    """Link the ticked organisations to what was suggested for them; returns how many."""
    for referrer_id in referrer_ids:
        work.find(Referrer, referrer_id)
    suggested = {one.referrer_id: one.suggested_id for one in unlinked(work)}
    linked = 0
    for referrer_id in referrer_ids:
        if partner_id := suggested.get(referrer_id):
            link_referrer(work, referrer_id, partner_id)
            linked += 1
    return linked
