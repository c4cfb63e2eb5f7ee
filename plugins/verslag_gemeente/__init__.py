"""The account of a grant to the gemeente: content and finance."""

from collections.abc import Sequence
from datetime import date

from core.extension import (
    Call,
    Plugin,
    Rendered,
    Report,
    ReportFormat,
    ReportQuestion,
    _l,
    hookimpl,
)
from core.extension.reports import (
    Chapter,
    FileKind,
    Heading,
    Paragraph,
    Parts,
    chapters,
    document_of,
    euros,
    make_file,
    report_card,
)
from plugins.verslag_gemeente.options import GemeenteOptions

KEY = "verslag_gemeente"
LABEL = _l("Subsidieverantwoording gemeente")
SUMMARY = _l("Inhoudelijk en financieel verslag van de subsidie, met datum en accountantsgrens.")
QUESTIONS = (
    ReportQuestion(
        "activities",
        _l("Wat is er gedaan?"),
        _l("De activiteiten van deze periode, naast wat was afgesproken."),
    ),
    ReportQuestion(
        "deviations",
        _l("Wat liep anders dan gepland?"),
        _l("En wat deed u daaraan? Leeg als alles volgens plan ging."),
    ),
    ReportQuestion("finance", _l("Toelichting op de kosten")),
)


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return report_card(KEY, LABEL, SUMMARY, options=GemeenteOptions, icon="landmark")


@hookimpl
def report_formats() -> Sequence[ReportFormat]:
    """One form, in every kind of file."""
    return [
        ReportFormat(
            key=KEY,
            label=LABEL,
            funder=_l("De gemeente"),
            files=tuple(FileKind),
            render=render,
            questions=QUESTIONS,
            summary=SUMMARY,
            due=due,
        )
    ]


def due(call: Call, last: date) -> date:
    """The day of the options (1 May where they say nothing), in the year after the period."""
    month, day = call.options.get("due_month") or 5, call.options.get("due_day") or 1
    return date(last.year + 1, month, day)


def render(call: Call, report: Report, kind: str) -> Rendered:
    """First what was done, then what it cost."""
    picked: tuple[Chapter, ...] = (
        _decision(call),
        chapters.at_a_glance,
        _title("Inhoudelijk verslag"),
        chapters.answers("activities"),
        chapters.goals,
        chapters.couplings,
        chapters.people,
        chapters.outcomes,
        chapters.sources,
        chapters.reasons,
        chapters.answers("deviations"),
        _title("Financieel verslag"),
        chapters.money,
        _accountant(call),
        chapters.answers("finance"),
        chapters.lessons,
        chapters.stories,
        chapters.since_last_time,
        chapters.small_numbers,
    )
    return make_file(document_of(report, "Verantwoording subsidie", picked), kind)


def _title(words: str) -> Chapter:
    return lambda _report: (Heading(words),)


def _decision(call: Call) -> Chapter:
    number = call.options.get("decision")
    return lambda _report: (Paragraph(f"Beschikking {number}"),) if number else ()


def _accountant(call: Call) -> Chapter:
    limit = call.options.get("accountant_from")

    def chapter(report: Report) -> Parts:
        amount = report.grant_cents
        if amount is None:
            amount = report.money.budget_cents if report.money else 0
        if limit is None or amount < limit:
            return ()
        return (
            Paragraph(
                f"De subsidie is {euros(limit)} of meer: bij dit verslag hoort een verklaring van "
                "een accountant. Voeg die als bijlage toe."
            ),
        )

    return chapter
