"""One page for the council: what was agreed, what was reached, what it cost, and one story."""

from collections.abc import Sequence

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
    FileKind,
    Heading,
    Paragraph,
    Parts,
    chapters,
    document_of,
    euros,
    make_file,
    percentage,
    report_card,
)

KEY = "raad_samenvatting"
LABEL = _l("Eén bladzijde voor de raad")
SUMMARY = _l("Samenvatting in gewone taal, als pdf.")
LONGEST_SUMMARY = 700
LONGEST_STORY = 700
QUESTIONS = (
    ReportQuestion(
        "summary",
        _l("Samenvatting voor de raad"),
        _l("Hoogstens 700 tekens: het moet op een bladzijde."),
        most=LONGEST_SUMMARY,
    ),
)


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return report_card(KEY, LABEL, SUMMARY, icon="landmark")


@hookimpl
def report_formats() -> Sequence[ReportFormat]:
    """One page."""
    return [
        ReportFormat(
            key=KEY,
            label=LABEL,
            funder=_l("De gemeenteraad"),
            files=(FileKind.PDF, FileKind.DOCX),
            render=render,
            questions=QUESTIONS,
            summary=SUMMARY,
        )
    ]


def render(_call: Call, report: Report, kind: str) -> Rendered:
    """Few words, so that it stays one page."""
    picked = (_summary, chapters.at_a_glance, _reached, _costs, _story, chapters.small_numbers)
    return make_file(document_of(report, "Buurtgezinnen in het kort", picked), kind)


def _summary(report: Report) -> Parts:
    words = _cut(" ".join(report.answer("summary").split()), LONGEST_SUMMARY)
    return (Paragraph(words),) if words else ()


def _reached(report: Report) -> Parts:
    told = [part for part in chapters.goals(report) if isinstance(part, Paragraph)]
    satisfied = report.outcomes.satisfied
    if satisfied:
        more = " of meer" if satisfied.is_floor else ""
        told.append(
            Paragraph(f"In {percentage(satisfied.share)}{more} van de koppelingen zijn beide "
                      "gezinnen tevreden.")
        )  # fmt: skip
    return (Heading("Wat is er bereikt?"), *told) if told else ()


def _costs(report: Report) -> Parts:
    money = report.money
    if money is None or not money.lines:
        return ()
    words = f"Uitgegeven is {euros(money.spent_cents)} van de {euros(money.budget_cents)}."
    if money.per_coupling is not None:
        words += f" Dat is {euros(money.per_coupling)} per gemaakte koppeling."
    return Heading("Wat kost het?"), Paragraph(words)


def _story(report: Report) -> Parts:
    """The first story: for more there is no room."""
    if not report.stories:
        return ()
    story = report.stories[0]
    return Heading(story.title), Paragraph(_cut(" ".join(story.text.split()), LONGEST_STORY))


def _cut(text: str, longest: int) -> str:
    """A text of at most so long, ended at a sentence where that can be."""
    if len(text) <= longest:
        return text
    whole = text[:longest]
    end = max(whole.rfind(mark) for mark in (". ", "! ", "? "))
    return whole[: end + 1] if end > 0 else f"{whole[: longest - 1].rstrip()}…"
