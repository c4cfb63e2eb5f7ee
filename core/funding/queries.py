"""What the pages of funding show."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.accounts.models import Identity, Membership
from core.errors import NotFound
from core.funding.files import FileFacts, file_facts, read_snapshot
from core.funding.formats import ReportFormat
from core.funding.models import Funder, FundingReport, Making, ReportState
from core.funding.offered import formats_of
from core.funding.periods import period_named
from core.funding.rendering import gather, words_of
from core.funding.report import Report
from core.wording import Text, _l
from core.work import Work

STATE_LABELS: dict[ReportState, Text] = {
    ReportState.DRAFT: _l("Concept"),
    ReportState.SUBMITTED: _l("Ingediend"),
}
MOST = 100


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in the list; a format that is gone shows its key."""

    id: UUID
    funder: str
    period: str
    form: str
    state: ReportState
    due_on: date | None
    submitted_on: date | None
    is_late: bool

    @property
    def label(self) -> Text:
        """Its state in words."""
        return STATE_LABELS[self.state]


@dataclass(frozen=True, slots=True)
class FunderLine:
    """A funder in the list; `contact` is opened on its own page only."""

    id: UUID
    name: str
    form: str
    is_on: bool
    due_on: date | None
    budget_cents: int | None
    reports: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything on the page of a report: as it stands, or as it was handed in."""

    id: UUID
    line: ReportLine
    form: ReportFormat | None
    report: Report
    words: dict[str, str]
    money: dict[str, tuple[int, int]]
    lesson_ids: tuple[str, ...]
    story_ids: tuple[str, ...]
    file_kind: str
    making: Making
    trouble: str
    file: FileFacts | None
    is_fresh: bool
    submitted_by: str

    @property
    def is_submitted(self) -> bool:
        """Whether nothing of it changes any more."""
        return self.line.state is ReportState.SUBMITTED


def list_reports(work: Work) -> tuple[ReportLine, ...]:
    """The reports: drafts by due date first, then what was handed in, the newest first."""
    rows = work.session.execute(
        select(FundingReport, Funder.name)
        .join(Funder, Funder.id == FundingReport.funder_id)
        .order_by(
            FundingReport.state,
            FundingReport.submitted_on.desc(),
            FundingReport.due_on,
            FundingReport.id.desc(),
        )
        .limit(MOST)
    )
    return tuple(_line(work, row, name) for row, name in rows)


def list_funders(work: Work) -> tuple[FunderLine, ...]:
    """Every funder, by name."""
    count = (
        select(func.count(FundingReport.id))
        .where(FundingReport.funder_id == Funder.id)
        .correlate(Funder)
        .scalar_subquery()
    )
    rows = work.session.execute(select(Funder, count.label("reports")).order_by(Funder.name))
    formats = formats_of(work)
    found = []
    for row, reports in rows:
        form = formats.find(row.format_key)
        label = str(form.label) if form else row.format_key
        found.append(
            FunderLine(
                row.id, row.name, label, form is not None, row.due_on, row.budget_cents, reports
            )
        )
    return tuple(found)


def read_funder(work: Work, funder_id: UUID) -> dict[str, object]:
    """What is known of a funder, by the names of its form; raises NotFound."""
    row = work.find(Funder, funder_id)
    return {
        "name": row.name,
        "format_key": row.format_key,
        "contact": work.vault.open(Funder.contact, row.id, row.contact),
        "due_on": row.due_on,
        "period_from": row.period_from,
        "period_until": row.period_until,
        "budget": row.budget_cents,
    }


def read_page(work: Work, report_id: UUID) -> ReportPage:
    """A report as it stands now, or as it was handed in; raises NotFound."""
    row = work.find(FundingReport, report_id)
    funder = work.find(Funder, row.funder_id)
    is_submitted = row.state == ReportState.SUBMITTED
    if is_submitted and row.file_id is None:
        raise NotFound("funding_file")
    facts = file_facts(work, row.file_id) if row.file_id else None
    shown = read_snapshot(work, row.file_id) if is_submitted and row.file_id else gather(work, row)
    return ReportPage(
        row.id,
        _line(work, row, funder.name),
        formats_of(work).find(row.format_key),
        shown,
        words_of(work, row),
        {key: (told[0], told[1]) for key, told in row.money.items()},
        tuple(row.lesson_ids),
        tuple(row.story_ids),
        row.file_kind,
        Making(row.making),
        row.trouble,
        facts,
        facts is not None and facts.revision == row.revision,
        _name(work, row.submitted_by),
    )


def _line(work: Work, row: FundingReport, funder: str) -> ReportLine:
    form = formats_of(work).find(row.format_key)
    state = ReportState(row.state)
    is_late = state is ReportState.DRAFT and row.due_on is not None and row.due_on < work.today
    return ReportLine(
        row.id,
        funder,
        period_named(row.period_from, row.period_until).label,
        str(form.label) if form else row.format_key,
        state,
        row.due_on,
        row.submitted_on,
        is_late,
    )


def _name(work: Work, member_id: UUID | None) -> str:
    if member_id is None:
        return ""
    query = select(Identity.name).join(Membership, Membership.identity_id == Identity.id)
    return work.session.scalar(query.where(Membership.id == member_id)) or ""
