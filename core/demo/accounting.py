"""Two programmes account for themselves: one report handed in, and one ready to be."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.demo.plan import YEAR_END, YEAR_START
from core.demo.town import Town
from core.funding.general import KEY as GENERAL
from core.funding.rendering import render_report
from core.funding.stories import StoryNote, write_story
from core.funding.telling import lessons_of
from core.funding.writing import (
    Draft,
    FunderDetails,
    add_funder,
    ask_file,
    begin_report,
    save_draft,
    submit_report,
)
from core.plugins.services import switch_on
from core.work import SYSTEM_ACTOR

HALF_YEAR = (YEAR_START, date(YEAR_START.year, 6, 30))
STORY = StoryNote(
    "Zaterdag is er lucht",
    "Een moeder van drie zag het niet meer. Sinds maart speelt haar jongste elke zaterdag bij een "
    "gezin verderop. Zij slaapt uit, doet boodschappen en lacht weer. “Ik hoef het niet alleen te "
    "doen”, zegt ze.",
    date(YEAR_START.year, 6, 20),
    "de moeder",
    is_checked=True,
)
WORDS = (
    "Het eerste halfjaar stond in het teken van bekend worden. Scholen en het CJG weten ons te "
    "vinden, en elke koppeling begint met een kop koffie aan de keukentafel."
)


@dataclass(frozen=True, slots=True)
class Payer:
    """A funder of a programme, the form that it wants, and its question for a summary."""

    name: str
    form: str
    question: str
    grant_cents: int


PAYERS = {
    "zaanstad": (
        Payer("Gemeente Zaanstad", "verslag_gemeente", "activities", 20_000_00),
        Payer("Oranje Fonds", "verslag_oranje_fonds", "results", 15_000_00),
    ),
    "dordrecht": (
        Payer("Gemeente Dordrecht", "raad_samenvatting", "summary", 25_000_00),
        Payer("VSBfonds", "verslag_vsbfonds", "attainment", 10_000_00),
    ),
}


def account(town: Town) -> None:
    """The first funder has its report about the half-year; the second one's is ready to be seen."""
    payers = PAYERS.get(town.plan.slug, ())
    if payers:
        with town.on(town.today - timedelta(days=40)) as work:
            story_id = write_story(work, STORY)
    for number, payer in enumerate(payers):
        report_id = _written(town, payer, story_id)
        with town.on(town.today, SYSTEM_ACTOR) as work:
            render_report(work, str(report_id))
        if number == 0:
            with town.on(town.today, town.officer) as work:
                submit_report(work, report_id)


def _written(town: Town, payer: Payer, story_id: UUID) -> UUID:
    """A report of what the programme has by now; in the general form where its own is not there."""
    with town.on(town.today, town.officer) as work:
        is_there = work.plugins.get(payer.form) is not None
        if is_there:
            switch_on(work, payer.form)
        form = payer.form if is_there else GENERAL
        details = FunderDetails(
            payer.name, form, due_on=date(YEAR_END.year + 1, 2, 1), period_from=YEAR_START,
            period_until=YEAR_END, budget_cents=payer.grant_cents,
        )  # fmt: skip
        report_id = begin_report(work, add_funder(work, details), *HALF_YEAR)
        words = {payer.question if is_there else "summary": WORDS}
        lessons = tuple(one.id for one in lessons_of(work, *HALF_YEAR))
        save_draft(work, report_id, Draft(words, {}, lessons, (story_id,), is_checked=True))
        ask_file(work, report_id)
    return report_id
