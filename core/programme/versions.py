"""Every version of a setting: who changed it and when, the way back, and two who save at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from core.accounts.models import Identity, Membership
from core.calendar.clock import AMSTERDAM
from core.errors import NotFound, Refused
from core.programme.models import SettingVersion
from core.wording import _
from core.work import Work

_LOCK_SPACE = 7302
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Version:
    """A setting as it was made; `changed_at` is Dutch time, `by` a colleague's name or ""."""

    id: UUID
    number: int
    content: dict[str, Any]
    changed_at: datetime
    by: str


class ChangedMeanwhile(Refused):
    """Somebody else saved this setting while it was being changed; `last` is what holds now."""

    def __init__(self, last: Version) -> None:
        name = last.by or _("Een collega")
        super().__init__(
            _(
                "%(name)s heeft dit intussen gewijzigd. Hieronder staat wat u invulde, en wat nu "
                "bewaard is. Bewaar nog een keer als dat van u moet gelden.",
                name=name,
            )
        )
        self.last = last


def last_version(work: Work, topic: str) -> Version | None:
    """The version that holds; None when a setting was never changed."""
    row = work.session.execute(_versions(topic).limit(1)).one_or_none()
    return _version(row) if row else None


def last_versions(work: Work, prefix: str) -> dict[str, Version]:
    """The version that holds of every topic that begins with `prefix`, in one query."""
    rows = work.session.execute(
        _columns()
        .add_columns(SettingVersion.topic)
        .where(SettingVersion.topic.startswith(prefix, autoescape=True))
        .ext(distinct_on(SettingVersion.topic))
        .order_by(SettingVersion.topic, SettingVersion.number.desc())
    )
    return {row.topic: _version(row) for row in rows}


def versions(work: Work, topic: str, limit: int = SHOWN) -> tuple[Version, ...]:
    """The versions of a setting, the newest first."""
    return tuple(_version(row) for row in work.session.execute(_versions(topic).limit(limit)))


def find_version(work: Work, topic: str, version_id: UUID) -> Version:
    """One version of a setting; raises NotFound."""
    query = _versions(topic).where(SettingVersion.id == version_id)
    row = work.session.execute(query).one_or_none()
    if row is None:
        raise NotFound(SettingVersion.__tablename__)
    return _version(row)


def require_last(work: Work, topic: str, base: int) -> None:
    """Hold the settings still until the commit; raises ChangedMeanwhile when `base` is old."""
    work.session.raw("lock", space=_LOCK_SPACE, key=work.tenant.id)
    last = last_version(work, topic)
    if last and last.number != base:
        raise ChangedMeanwhile(last)


def add_version(
    work: Work, topic: str, content: dict[str, Any], before: dict[str, Any] | None = None
) -> int:
    """Keep a new version, which holds from now on; returns its number.

    `before` is what held until now: it is kept as the first version, so that there is a way back
    from the first change too.
    """
    work.session.raw("lock", space=_LOCK_SPACE, key=work.tenant.id)
    query = select(func.max(SettingVersion.number)).where(SettingVersion.topic == topic)
    number = (work.session.scalar(query) or 0) + 1
    if number == 1 and before is not None:
        work.add(SettingVersion(topic=topic, number=number, content=before))
        number += 1
    work.add(SettingVersion(topic=topic, number=number, content=content, changed_by=work.actor.id))
    return number


def _columns() -> Select[Any]:
    return (
        select(
            SettingVersion.id,
            SettingVersion.number,
            SettingVersion.content,
            SettingVersion.changed_at,
            Identity.name,
        )
        .outerjoin(Membership, Membership.id == SettingVersion.changed_by)
        .outerjoin(Identity, Identity.id == Membership.identity_id)
    )


def _versions(topic: str) -> Select[Any]:
    query = _columns().where(SettingVersion.topic == topic)
    return query.order_by(SettingVersion.number.desc())


def _version(row: Row[Any]) -> Version:
    at = row.changed_at.astimezone(AMSTERDAM)
    return Version(row.id, row.number, row.content, at, row.name or "")
