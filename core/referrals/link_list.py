"""Which referrers have a link that works, for the coordinators."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from core.referrals.links import consent_is_withdrawn
from core.referrals.models import Referral, Referrer, StatusLink
from core.referrals.queries import family_label
from core.work import Work

PAGE = 25


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Who has a link, about which referral, and when it was last used."""

    id: UUID
    referral_id: UUID
    family: str
    referrer: str
    organisation: str
    made_on: date
    expires_on: date
    looked_on: date | None


@dataclass(frozen=True, slots=True)
class Links:
    """A page of them."""

    lines: tuple[LinkLine, ...]
    page: int
    pages: int
    total: int


def working_links(work: Work, page: int = 1) -> Links:
    """Every link that works today, the newest first: a page of 25."""
    total = work.session.scalar(_working(work, func.count(StatusLink.id))) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    lines = _lines(work).order_by(StatusLink.made_on.desc(), StatusLink.id.desc())
    rows = work.session.execute(lines.limit(PAGE).offset((page - 1) * PAGE))
    return Links(tuple(_line(row) for row in rows), page, pages, total)


def link_of(work: Work, referral_id: UUID) -> LinkLine | None:
    """The link about one referral that works today, if any."""
    row = work.session.execute(
        _lines(work).where(StatusLink.referral_id == referral_id).limit(1)
    ).one_or_none()
    return _line(row) if row else None


def _lines(work: Work) -> Select[Any]:
    return _working(
        work,
        StatusLink.id,
        StatusLink.referral_id,
        StatusLink.made_on,
        StatusLink.expires_on,
        StatusLink.looked_on,
        Referral.first_name,
        Referral.family_name,
        Referral.named,
        Referrer.name,
        Referrer.organisation,
    )


def _working(work: Work, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(StatusLink)
        .join(Referral, Referral.id == StatusLink.referral_id)
        .join(Referrer, Referrer.id == Referral.referrer_id)
        .where(
            StatusLink.ended_on.is_(None),
            StatusLink.expires_on >= work.today,
            ~consent_is_withdrawn(),
        )
    )


def _line(row: Any) -> LinkLine:
    return LinkLine(
        row.id, row.referral_id, family_label(row.first_name, row.family_name, row.named),
        row.name, row.organisation, row.made_on, row.expires_on, row.looked_on,
    )  # fmt: skip
