"""Changing what a programme sets for itself."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from core.errors import Refused
from core.programme.models import Pilot, Programme
from core.work import Work


def set_programme(work: Work, **settings: Any) -> None:
    """Keep settings by the names of `ProgrammeSettings`; others stay as they are."""
    row = work.session.scalars(select(Programme)).one_or_none() or Programme()
    for name, value in settings.items():
        setattr(row, name, value)
    work.add(row)
    work.record("programme.changed", "programme", row.id, ", ".join(sorted(settings)))


def set_pilot(
    work: Work,
    *,
    starts_on: date,
    ends_on: date,
    target: int,
    budget_cents: int,
    spent_cents: int = 0,
    spent_until: date | None = None,
) -> None:
    """Keep the pilot that begins on `starts_on`; raises Refused when it ends before that."""
    if ends_on <= starts_on:
        raise Refused(_("Het einde van de proeftuin ligt vóór het begin."), "ends_on")
    query = select(Pilot).where(Pilot.starts_on == starts_on)
    row = work.session.scalars(query).one_or_none() or Pilot(starts_on=starts_on)
    row.ends_on, row.target = ends_on, target
    row.budget_cents, row.spent_cents, row.spent_until = budget_cents, spent_cents, spent_until
    work.add(row)
    work.record("pilot.changed", "pilot", row.id)
    work.defer("publish_figures")


def start_programme(work: Work) -> None:
    """Give a tenant its row of settings, with the usual terms; done already is no error."""
    if work.session.scalar(select(Programme.id)) is None:
        work.add(Programme())
        work.record("programme.began", "programme")
