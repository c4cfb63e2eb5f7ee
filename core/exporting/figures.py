"""The page of figures as a table: what the page shows this reader, and nothing more."""

from core.exporting.listed import Listed
from core.figures.overview import Core, Details, Overview
from core.figures.splits import ShownSplit
from core.spreadsheets.cells import Cell
from core.wording import _

Rows = list[list[Cell]]


def figures_table(figures: Overview) -> Listed:
    """Totals, target, costs, and the splits that were shown, one number a row."""
    rows = _core(figures.core)
    if figures.details:
        rows += _details(figures.details, figures.is_exact)
    header = (_("Onderdeel"), _("Wat"), _("Aantal"), _("Stand van"))
    return Listed(_("Cijfers"), header, [row + [None] * (4 - len(row)) for row in rows])


def _core(core: Core) -> Rows:
    counted, all_in = core.totals, _("Totalen")
    rows: Rows = [
        [all_in, _("Koppelingen gemaakt"), counted.made],
        [all_in, _("Koppelingen lopend"), counted.running],
        [all_in, _("Koppelingen afgerond"), counted.ended],
        [all_in, _("Vraaggezinnen aangemeld"), counted.requests],
        [all_in, _("Steungezinnen aangemeld"), counted.offers],
    ]
    if core.progress:
        aim = _("Doel")
        rows += [
            [aim, _("Doel van de proeftuin"), core.progress.pilot.target],
            [aim, _("Doel tot nu"), core.progress.target_so_far],
            [aim, _("Gemaakt in de proeftuin"), core.progress.made_in_pilot],
        ]
        rows += [
            [_("Per halfjaar"), str(row.half_year.label), row.made, row.last]
            for row in core.progress.rows
            if row.made is not None
        ]
    if core.costs:
        money = _("Geld in euro's")
        rows += [
            [money, _("Begroting"), core.costs.pilot.budget_cents / 100],
            [money, _("Uitgegeven"), core.costs.pilot.spent_cents / 100],
        ]
        if core.costs.per_made is not None:
            rows.append([money, _("Per gemaakte koppeling"), core.costs.per_made / 100])
    return rows


def _details(details: Details, is_exact: bool) -> Rows:
    rows: Rows = [[_("Gemaakt per periode"), period.name, period.new] for period in details.periods]
    rows += _split(_("Aangemeld door"), details.sources, details)
    rows += _split(_("Reden van einde"), details.reasons, details)
    if details.children is not None:
        rows.append([_("Totalen"), _("Kinderen met steun"), details.children])
    if details.lead_times:
        days = _("Gemiddeld aantal dagen")
        steps = (_("Aanmelding naar intake"), _("Intake naar voorstel"),
                 _("Voorstel naar proefperiode"), _("Proefperiode naar definitief"))  # fmt: skip
        rows += [
            [days, step, count, details.as_of]
            for step, count in zip(steps, details.lead_times.days, strict=True)
        ]
    told = details.evaluated
    if told.due >= 10 or is_exact:
        rows += [
            [_("Evaluaties"), _("Gepland tot nu"), told.due],
            [_("Evaluaties"), _("Gehouden"), told.held],
        ]
    return rows


def _split(name: str, split: ShownSplit, details: Details) -> Rows:
    return [[name, str(part.label), part.count, details.as_of] for part in split.parts]
