"""Making the file of a draft, by the worker: gathered, laid out, kept."""

import json
from dataclasses import replace
from uuid import UUID

import structlog
from sqlalchemy import select

from core.errors import Refused
from core.funding import offered
from core.funding.files import drop_file, keep_file, read_snapshot
from core.funding.gathering import figures
from core.funding.models import Funder, FundingReport, Making, ReportState
from core.funding.periods import period_named
from core.funding.posts import POST_LABELS
from core.funding.report import Answered, Money, MoneyLine, Report
from core.funding.since import since
from core.funding.telling import lessons_told, stories_told
from core.funding.writing import RENDER
from core.jobs.tasks import tenant_task
from core.plugins.running import PluginFailed
from core.wording import _, in_dutch
from core.work import Work

log = structlog.get_logger()


@in_dutch()
def gather(work: Work, row: FundingReport) -> Report:
    """The whole report as it stands now."""
    funder = work.find(Funder, row.funder_id)
    plain = figures(work, funder.name, period_named(row.period_from, row.period_until))
    whole = replace(
        plain,
        money=_money(row, plain),
        grant_cents=funder.budget_cents,
        lessons=lessons_told(work, row),
        stories=stories_told(work, row),
        answers=_answers(work, row),
    )
    before = previous_report(work, row)
    if before is None or before.submitted_on is None or before.file_id is None:
        return whole
    told = since(read_snapshot(work, before.file_id), before.submitted_on, whole)
    return replace(whole, since=told)


def previous_report(work: Work, row: FundingReport) -> FundingReport | None:
    """The last report to the same funder that was handed in before this one."""
    query = select(FundingReport).where(
        FundingReport.funder_id == row.funder_id,
        FundingReport.state == ReportState.SUBMITTED,
        FundingReport.id < row.id,
    )
    order = (FundingReport.submitted_on.desc(), FundingReport.id.desc())
    return work.session.scalars(query.order_by(*order).limit(1)).first()


def _money(row: FundingReport, plain: Report) -> Money | None:
    lines = tuple(
        MoneyLine(str(label), *row.money[key])
        for key, label in POST_LABELS.items()
        if key in row.money
    )
    return Money(lines, plain.couplings.made) if lines else plain.money


def words_of(work: Work, row: FundingReport) -> dict[str, str]:
    """What was written, by question."""
    found: dict[str, str] = json.loads(
        work.vault.open(FundingReport.words, row.id, row.words) or "{}"
    )
    return found


def _answers(work: Work, row: FundingReport) -> tuple[Answered, ...]:
    chosen = offered.formats_of(work).find(row.format_key)
    words = words_of(work, row)
    return tuple(
        Answered(question.key, str(question.label), words.get(question.key, ""))
        for question in (chosen.questions if chosen else ())
    )


@tenant_task(RENDER)
def render_report(work: Work, report_id: str) -> None:
    """Make the file of a draft that waits for it; what goes wrong is told on its page."""
    row = work.session.scalar(
        select(FundingReport).where(FundingReport.id == UUID(report_id)).with_for_update()
    )
    if row is None or row.state != ReportState.DRAFT or row.making != Making.WAITING:
        return
    chosen = offered.formats_of(work).find(row.format_key)
    report = gather(work, row)
    try:
        rendered = offered.make(work, row.format_key, report, row.file_kind)
    except LookupError:
        _failed(row, _("De plugin voor deze vorm staat niet aan. Zet hem aan bij Instellingen."))
    except (PluginFailed, Refused) as told:
        _failed(row, str(told.message))
    except Exception as wrong:  # noqa: BLE001 - whatever a format does, the page tells of it
        log.warning("report not made", format=row.format_key, error=type(wrong).__name__)
        _failed(row, _("Het lukte niet om het bestand te maken. Probeer het opnieuw, of kies een "
                       "ander soort bestand."))  # fmt: skip
    else:
        old, row.file_id = row.file_id, keep_file(
            work, rendered, report, revision=row.revision,
            format_version=chosen.version if chosen else 1,
        )  # fmt: skip
        row.making = Making.READY
        work.session.flush()
        drop_file(work, old)


def _failed(row: FundingReport, words: str) -> None:
    row.making, row.trouble = Making.FAILED, words[:300]
