"""Changing what a programme sets for itself."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound, Refused
from core.programme.models import Pilot, Programme
from core.programme.terms import Terms, forget_terms
from core.programme.versions import add_version, require_last
from core.web.forms.dates import written
from core.wording import _
from core.work import Work
from tenants.ids import new_id

PILOT = "pilot"
CONTACT = ("contact_name", "contact_phone", "contact_hours")
_BY_TOPIC = {"contact": CONTACT, "terms": tuple(Terms.__slots__)}


def set_programme(work: Work, base: int | None = None, **settings: Any) -> None:
    """Keep settings by the names of `ProgrammeSettings` and `Terms`; others stay as they are.

    `base` is the version that the writer had before their eyes: raises `ChangedMeanwhile` when
    it is no longer the last one.
    """
    if base is not None:
        for topic in _topics(settings):
            require_last(work, topic, base)
    row = work.session.scalars(select(Programme)).one_or_none() or Programme()
    for name, value in settings.items():
        setattr(row, name, value)
    work.add(row)
    forget_terms(work)
    for topic in _topics(settings):
        add_version(work, topic, {name: getattr(row, name) for name in _BY_TOPIC[topic]})
    work.record("programme.changed", "programme", row.id, ", ".join(sorted(settings)))


def _topics(settings: dict[str, Any]) -> list[str]:
    return [topic for topic, names in _BY_TOPIC.items() if set(names) & set(settings)]


def set_pilot(
    work: Work,
    *,
    starts_on: date,
    ends_on: date,
    target: int,
    budget_cents: int,
    spent_cents: int = 0,
    spent_until: date | None = None,
    began_on: date | None = None,
    base: int | None = None,
) -> None:
    """Keep the pilot that begins on `starts_on`, or move the one that began on `began_on`.

    Raises Refused when it ends before it begins or overlaps another, and NotFound when no pilot
    began on `began_on`. `base` is the version that the writer had before their eyes: raises
    ChangedMeanwhile when it is no longer the last one.
    """
    if base is not None:
        require_last(work, PILOT, base)
    _require_order(starts_on, ends_on, spent_until)
    row = _pilot_to_change(work, starts_on, began_on)
    _require_no_other(work, row.id, starts_on, ends_on)
    row.starts_on, row.ends_on, row.target = starts_on, ends_on, target
    row.budget_cents, row.spent_cents, row.spent_until = budget_cents, spent_cents, spent_until
    work.add(row)
    add_version(work, PILOT, _told(row))
    work.record("pilot.changed", "pilot", row.id)
    work.defer("publish_figures")


def _require_order(starts_on: date, ends_on: date, spent_until: date | None) -> None:
    if ends_on <= starts_on:
        raise Refused(_("Het einde van de proeftuin ligt vóór het begin."), "ends_on")
    if spent_until and spent_until < starts_on:
        raise Refused(_("Deze dag ligt vóór het begin van de proeftuin."), "spent_until")


def _require_no_other(work: Work, pilot_id: UUID, starts_on: date, ends_on: date) -> None:
    """Of two pilots that are on at the same time nobody could say which one a family is of."""
    others = select(Pilot.starts_on, Pilot.ends_on).where(
        Pilot.id != pilot_id, Pilot.starts_on <= ends_on, Pilot.ends_on >= starts_on
    )
    if other := work.session.execute(others.limit(1)).one_or_none():
        raise Refused(
            _(
                "Er is al een proeftuin van %(first)s tot en met %(last)s. Kies een latere dag.",
                first=written(other.starts_on),
                last=written(other.ends_on),
            ),
            "starts_on",
        )


def _told(row: Pilot) -> dict[str, Any]:
    return {
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
        "target": row.target,
        "budget_cents": row.budget_cents,
        "spent_cents": row.spent_cents,
    }


def _pilot_to_change(work: Work, starts_on: date, began_on: date | None) -> Pilot:
    query = select(Pilot).where(Pilot.starts_on == (began_on or starts_on))
    row = work.session.scalars(query).one_or_none()
    if row is None and began_on:
        raise NotFound("pilot")
    return row or Pilot(id=new_id())


def start_programme(work: Work) -> None:
    """Give a tenant its row of settings, with the usual terms; done already is no error."""
    if work.session.scalar(select(Programme.id)) is None:
        work.add(Programme())
        work.record("programme.began", "programme")
