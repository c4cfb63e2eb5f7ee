"""Writing a report: begun, kept as a draft, its file made, and handed in for good."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound, Refused
from core.funding.files import drop_file, file_facts, read_snapshot
from core.funding.models import Funder, FundingReport, Making, ReportState
from core.funding.offered import due_on, formats_of
from core.funding.posts import POST_LABELS
from core.funding.telling import lessons_of, lessons_told, stories_told
from core.funding.texts import check_texts
from core.wording import _
from core.work import Work
from tenants.ids import new_id

RENDER = "render_report"
MONEY_KEYS = tuple(POST_LABELS)
Amounts = tuple[int, int]
"""Budget and spent, in euro cents."""


@dataclass(frozen=True, slots=True)
class FunderDetails:
    """What is known of a funder."""

    name: str
    format_key: str
    contact: str = ""
    due_on: date | None = None
    period_from: date | None = None
    period_until: date | None = None
    budget_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is written in a report: answers by question, money by `MONEY_KEYS`, what was chosen."""

    words: Mapping[str, str] = field(default_factory=dict)
    money: Mapping[str, Amounts] = field(default_factory=dict)
    lesson_ids: tuple[UUID, ...] = ()
    story_ids: tuple[UUID, ...] = ()
    file_kind: str = ""
    is_checked: bool = False


def add_funder(work: Work, details: FunderDetails) -> UUID:
    """Put a funder on the list; raises Refused for a period that ends before it begins."""
    funder = Funder(id=new_id())
    _keep_funder(work, funder, details)
    work.add(funder)
    work.record("funder.added", "funder", funder.id)
    return funder.id


def change_funder(work: Work, funder_id: UUID, details: FunderDetails) -> None:
    """Change what is known of a funder; reports that were begun keep their form."""
    funder = work.find(Funder, funder_id)
    _keep_funder(work, funder, details)
    work.record("funder.changed", "funder", funder_id)


def _keep_funder(work: Work, funder: Funder, details: FunderDetails) -> None:
    first, last = details.period_from, details.period_until
    if first and last and last < first:
        raise Refused(_("Het einde ligt vóór het begin."), "period_until")
    if formats_of(work).find(details.format_key) is None:
        raise Refused(_("Kies een vorm die aan staat."), "format_key")
    funder.name, funder.format_key = details.name.strip(), details.format_key
    funder.contact = work.vault.seal_optional(
        Funder.contact, funder.id, details.contact.strip() or None
    )
    funder.due_on, funder.period_from, funder.period_until = details.due_on, first, last
    funder.budget_cents = details.budget_cents


def begin_report(work: Work, funder_id: UUID, first: date, last: date) -> UUID:
    """Begin a report for a funder over a period; raises NotFound, Refused without its form."""
    funder = work.find(Funder, funder_id)
    chosen = formats_of(work).find(funder.format_key)
    if chosen is None:
        raise Refused(_("De vorm van deze financier staat niet aan. Kies bij de financier een "
                        "andere vorm, of zet de plugin weer aan."), "funder")  # fmt: skip
    row = FundingReport(
        funder_id=funder_id, format_key=chosen.key, period_from=first, period_until=last,
        due_on=funder.due_on or due_on(work, chosen.key, last), file_kind=chosen.files[0],
        money={}, lesson_ids=[], story_ids=[],
        created_on=work.today, created_by=work.actor.id,
    )  # fmt: skip
    work.add(row)
    row.lesson_ids = [str(one.id) for one in lessons_of(work, first, last)]
    work.record("report.begun", "funding_report", row.id)
    return row.id


def save_draft(work: Work, report_id: UUID, draft: Draft) -> None:
    """Keep what was written; raises NotFound, Refused when it was handed in, MayIdentify."""
    row = draft_to_change(work, report_id)
    check_texts(work, draft.words.values(), is_checked=draft.is_checked)
    chosen = formats_of(work).find(row.format_key)
    if draft.file_kind and (chosen is None or draft.file_kind not in chosen.files):
        raise Refused(_("Kies een ander soort bestand."), "file_kind")
    words = {key: text.strip() for key, text in draft.words.items() if text.strip()}
    row.words = work.vault.seal(FundingReport.words, row.id, json.dumps(words))
    row.money = {key: list(draft.money[key]) for key in MONEY_KEYS if key in draft.money}
    row.lesson_ids = [str(one) for one in draft.lesson_ids]
    row.story_ids = [str(one) for one in draft.story_ids]
    row.file_kind = draft.file_kind or row.file_kind
    row.revision += 1
    work.record("report.changed", "funding_report", report_id)


def ask_file(work: Work, report_id: UUID) -> None:
    """Have the file of a draft made by the worker."""
    row = draft_to_change(work, report_id)
    row.making, row.trouble = Making.WAITING, ""
    work.record("report.asked", "funding_report", report_id)
    work.defer(RENDER, report_id=str(report_id))


def submit_report(work: Work, report_id: UUID) -> None:
    """Hand in the file as it was seen: from now on nothing of it changes.

    Raises NotFound, and Refused when there is no file of what is written now.
    """
    row = draft_to_change(work, report_id)
    require_fresh_file(work, row)
    row.state, row.submitted_on, row.submitted_by = (
        ReportState.SUBMITTED, work.today, work.actor.id,
    )  # fmt: skip
    work.record("report.submitted", "funding_report", report_id)


def require_fresh_file(work: Work, row: FundingReport) -> None:
    """Raise Refused unless the file says what is written and chosen now."""
    if row.file_id is None or row.making != Making.READY:
        raise Refused(_("Maak eerst het bestand en kijk het na. Daarna kunt u indienen."))
    snapshot = read_snapshot(work, row.file_id)
    told = lessons_told(work, row), stories_told(work, row)
    is_older = file_facts(work, row.file_id).revision != row.revision
    if is_older or (snapshot.lessons, snapshot.stories) != told:
        raise Refused(_("Er is na het maken van het bestand iets veranderd. Maak het opnieuw."))


def drop_draft(work: Work, report_id: UUID) -> None:
    """Throw a draft away; raises NotFound, Refused when it was handed in."""
    row = draft_to_change(work, report_id)
    file_id, row.file_id = row.file_id, None
    work.session.flush()
    work.session.delete(row)
    work.session.flush()
    drop_file(work, file_id)
    work.record("report.dropped", "funding_report", report_id)


def draft_to_change(work: Work, report_id: UUID) -> FundingReport:
    """A draft, held while it is changed; raises NotFound, Refused when it was handed in."""
    row = work.session.scalar(
        select(FundingReport).where(FundingReport.id == report_id).with_for_update()
    )
    if row is None:
        raise NotFound("funding_report")
    if row.state == ReportState.SUBMITTED:
        raise Refused(_("Dit verslag is ingediend en ligt vast."))
    return row
