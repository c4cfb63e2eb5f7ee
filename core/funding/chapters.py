"""The chapters that a funding report may have, in Dutch: a format picks from them.

Each gives the parts of one chapter, or nothing where there is nothing to say. They are for a
Dutch funder, so their words are Dutch whatever the language of who presses the button.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from core.funding.report import Report, Share
from core.funding.sections import (
    Bullets,
    Cell,
    Document,
    Euro,
    Figure,
    Heading,
    KeyFigures,
    Paragraph,
    Part,
    Table,
)
from core.web.formats import euros, long_date, number, percentage

Parts = tuple[Part, ...]
Chapter = Callable[[Report], Parts]

FEW = "minder dan 10"
TOO_FEW = "te weinig om te tonen"
COURSES: Mapping[str, str] = {
    "reached": "Het doel is gehaald.",
    "on_course": "Het programma ligt op schema.",
    "behind": "Het programma loopt achter op schema.",
    "missed": "Het doel is niet gehaald.",
}


def document_of(report: Report, title: str, chapters: tuple[Chapter, ...]) -> Document:
    """A report with these chapters, in this order."""
    return Document.of(
        title,
        (chapter(report) for chapter in chapters),
        subtitle=(
            f"{report.tenant}, {report.period.label}\n"
            f"Voor {report.funder}, van {report.organisation}, {long_date(report.made_on)}"
        ),
        author=f"{report.organisation}, Buurtgezinnen {report.tenant}",
        on=report.made_on,
        stem=f"{title} {report.tenant} {report.period.first.year}",
    )


def at_a_glance(report: Report) -> Parts:
    """The few numbers that everybody looks for first."""
    counted, people = report.couplings, report.people
    items = [
        Figure("Koppelingen gemaakt", number(counted.made), report.period.label),
        Figure("Koppelingen lopend", number(counted.running), f"op {long_date(report.as_of)}"),
        Figure("Kinderen met steun", _few(people.children), "sinds de start, elk kind één keer"),
    ]
    if report.goals:
        note = f"van de {number(report.goals.target)} die zijn afgesproken"
        items.append(Figure("Gemaakt in de proeftuin", number(report.goals.made), note))
    items += [
        Figure("Vraaggezinnen met steun", number(people.families_supported), "sinds de start"),
        Figure("Steungezinnen", number(people.families_supporting), "gaven steun sinds de start"),
    ]
    return Heading("In het kort"), KeyFigures(tuple(items))


def goals(report: Report) -> Parts:
    """What was agreed and what was reached, by half-year."""
    if report.goals is None:
        return ()
    told = report.goals
    sentence = (
        f"Afgesproken zijn {number(told.target)} koppelingen van {long_date(told.first)} tot en "
        f"met {long_date(told.last)}. Er zijn er {number(told.made)} gemaakt. "
        f"{COURSES.get(told.course, '')}"
    )
    rows = tuple((_part_of(row.label, row.first, row.last), row.made, row.target)
                 for row in told.half_years)  # fmt: skip
    foot = ("Samen", told.made, told.target)
    table = Table("Koppelingen en het doel", ("Halfjaar", "Gemaakt", "Doel"), rows, foot)
    return Heading("Doel en resultaat"), Paragraph(sentence.strip()), table


def couplings(report: Report) -> Parts:
    """Couplings made, running and ended."""
    told = report.couplings
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Gemaakt", told.made, told.made_so_far),
        ("Afgerond", told.ended, told.ended_so_far),
        (f"Lopend op {long_date(report.as_of)}", None, told.running),
    )
    words = (
        "Een koppeling telt zodra de proefperiode begint. Lopend is in proefperiode of definitief."
    )
    header = ("Koppelingen", "In deze periode", "Sinds de start")
    return Heading("Koppelingen"), Paragraph(words), Table("Koppelingen", header, rows)


def people(report: Report) -> Parts:
    """Families and children, once each."""
    told = report.people
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Vraaggezinnen aangemeld", told.requests),
        ("Vraaggezinnen die steun kregen", told.families_supported),
        ("Steungezinnen aangemeld", told.offers),
        ("Steungezinnen die steun gaven", told.families_supporting),
        ("Kinderen die steun kregen", told.children if told.children is not None else FEW),
    )
    words = (
        f"Geteld sinds de start, tot en met {long_date(report.as_of)}. "
        "Wie vaker meedoet, telt één keer."
    )
    table = Table("Gezinnen en kinderen", ("Wie", "Aantal"), rows)
    return Heading("Gezinnen en kinderen"), Paragraph(words), table


def outcomes(report: Report) -> Parts:
    """What it brought, as the evaluations tell."""
    told = report.outcomes
    rows: list[tuple[Cell, ...]] = [
        ("Beide gezinnen tevreden", _share(told.satisfied)),
        ("Hulp van professionals minder of gestopt", _share(told.less_formal_help)),
        ("Koppelingen van het eerste jaar die standhouden", _share(told.year_one_holds)),
    ]
    if told.evaluations_due is not None and told.evaluations_held is not None:
        held = f"{number(told.evaluations_held)} van {number(told.evaluations_due)}"
        rows.append(("Evaluaties gehouden, van wat gepland was", held))
    words = (
        "De coördinator evalueert op vaste momenten met beide gezinnen, apart. Stand van "
        f"{long_date(report.splits_as_of)}."
    )
    table = Table("Wat het opleverde", ("Resultaat", "Deel van de koppelingen"), tuple(rows))
    return Heading("Resultaten"), Paragraph(words), table


def sources(report: Report) -> Parts:
    """Where families came from."""
    if not report.sources:
        return ()
    rows = tuple((part.label, part.count) for part in report.sources)
    foot = ("Samen", sum(part.count for part in report.sources))
    words = f"Gezinnen die zijn aangemeld tot en met {long_date(report.splits_as_of)}."
    table = Table("Wie verwees", ("Bron", "Gezinnen"), rows, foot)
    return Heading("Waar gezinnen vandaan komen", 2), Paragraph(words), table


def reasons(report: Report) -> Parts:
    """Why couplings ended."""
    if not report.reasons:
        return ()
    rows = tuple((part.label, part.count) for part in report.reasons)
    table = Table("Waarom koppelingen stopten", ("Reden", "Koppelingen"), rows)
    return Heading("Waarom koppelingen stopten", 2), table


def money(report: Report) -> Parts:
    """The budget against the account, and what a coupling costs."""
    told = report.money
    if told is None or not told.lines:
        return ()
    rows = tuple(
        (
            line.label,
            Euro(line.budget_cents),
            Euro(line.spent_cents),
            Euro(line.budget_cents - line.spent_cents),
        )
        for line in told.lines
    )
    foot = ("Samen", Euro(told.budget_cents), Euro(told.spent_cents), Euro(told.left_cents))
    header = ("Onderdeel", "Begroot", "Werkelijk", "Verschil")
    cost = told.per_coupling
    words = (
        f"Dat is {euros(cost)} per gemaakte koppeling." if cost is not None
        else "Er is nog geen koppeling gemaakt, dus geen bedrag per koppeling."
    )  # fmt: skip
    if report.grant_cents is not None:
        words = f"De bijdrage van {report.funder} is {euros(report.grant_cents)}. {words}"
    until = (f" Bijgewerkt tot en met {long_date(told.until)}.",) if told.until else ("",)
    table = Table("Begroting en werkelijke kosten", header, rows, foot)
    return Heading("Kosten en begroting"), table, Paragraph(words + until[0])


def lessons(report: Report) -> Parts:
    """What went well and what chafed."""
    return tuple(_lessons(report))


def _lessons(report: Report) -> Iterator[Part]:
    if report.lessons:
        yield Heading("Wat wij leerden")
    for kind, words in (("good", "Dit ging goed"), ("chafed", "Dit schuurde")):
        told = tuple(one.text for one in report.lessons if one.kind == kind)
        if told:
            yield Heading(words, 2)
            yield Bullets(told)


def stories(report: Report) -> Parts:
    """Stories, told with consent and without names."""
    return tuple(_stories(report))


def _stories(report: Report) -> Iterator[Part]:
    if report.stories:
        yield Heading("Verhalen uit de buurt")
    for story in report.stories:
        yield Heading(story.title, 2)
        yield Paragraph(story.text)
    if report.stories:
        yield Paragraph("Verteld met toestemming van het gezin. Namen staan er niet in.")


def answers(*keys: str) -> Chapter:
    """The answers to these questions of the funder, or to all of them."""

    def chapter(report: Report) -> Parts:
        found = [one for one in report.answers if one.text and (not keys or one.key in keys)]
        return tuple(part for one in found for part in (Heading(one.label), Paragraph(one.text)))

    return chapter


def since_last_time(report: Report) -> Parts:
    """What is another number than in the report before."""
    told = report.since
    if told is None:
        return ()
    words = (
        f"Het vorige verslag ging over {told.period} en is ingediend op "
        f"{long_date(told.submitted_on)}."
    )
    if not told.changes:
        return Heading("Sinds het vorige verslag"), Paragraph(f"{words} De cijfers zijn gelijk.")
    rows = tuple((change.label, change.before, change.now) for change in told.changes)
    table = Table("Wat er veranderd is", ("Cijfer", "Vorig verslag", "Nu"), rows)
    return Heading("Sinds het vorige verslag"), Paragraph(words), table


def small_numbers(report: Report) -> Parts:
    """Why some numbers are not there."""
    return (
        Heading("Over de cijfers", 2),
        Paragraph(
            f"Aantallen zijn van {long_date(report.as_of)}. Een uitsplitsing of een deel over "
            "minder dan 10 gezinnen of kinderen staat hier nooit alleen: zulke groepen zijn "
            "samengenomen of weggelaten, zodat niemand te herkennen is."
        ),
    )


def _few(count: int | None) -> str:
    return FEW if count is None else number(count)


def _share(share: Share | None) -> Cell:
    if share is None:
        return TOO_FEW
    return f"{percentage(share.share)} of meer" if share.is_floor else percentage(share.share)


def _part_of(label: str, first: date, last: date) -> str:
    begins_late, ends_early = (first.day, first.month) not in ((1, 1), (1, 7)), (
        last.day, last.month) not in ((30, 6), (31, 12))  # fmt: skip
    if begins_late and ends_early:
        return f"{label}, van {long_date(first)} tot en met {long_date(last)}"
    if begins_late:
        return f"{label}, vanaf {long_date(first)}"
    return f"{label}, tot en met {long_date(last)}" if ends_early else label
