"""A report with something of everything, for the formats to lay out."""

from datetime import date

from core.extension.reports import (
    Answered,
    Change,
    Couplings,
    Goals,
    HalfYearRow,
    LessonTold,
    Money,
    MoneyLine,
    Outcomes,
    Part,
    People,
    Period,
    Report,
    Share,
    Since,
    StoryTold,
)

DAY = date(2026, 12, 31)
REPORT = Report(
    tenant="Rhenen",
    organisation="Stichting Voorbeeld",
    funder="Oranje Fonds",
    period=Period(date(2026, 1, 1), DAY, "2026"),
    as_of=DAY,
    splits_as_of=DAY,
    made_on=DAY,
    goals=Goals(
        date(2026, 1, 1), DAY, 30, 30, 24, "missed",
        (HalfYearRow("1e halfjaar 2026", date(2026, 1, 1), date(2026, 6, 30), None, 15),),
    ),
    couplings=Couplings(24, 4, 24, 20, 4),
    people=People(40, 50, 22, 24, None),
    outcomes=Outcomes(Share(0.9, True), Share(0.5), None, 30, 28),
    sources=(Part("School", 12), Part("CJG en huisarts, samen", 10)),
    reasons=(Part("Verhuisd", 11),),
    money=Money((MoneyLine("Coördinatie", 40_000_00, 36_000_50),), 24, DAY),
    grant_cents=10_000_00,
    lessons=(LessonTold("good", "Bellen helpt.", "Week"), LessonTold("chafed", "Te druk.", "X")),
    stories=(StoryTold("Adem", "Er is lucht.", DAY),),
    answers=(Answered("summary", "Samenvatting", "Goed."), Answered("ahead", "Verder", "")),
    since=Since(date(2026, 7, 1), "1e halfjaar 2026", (Change("Koppelingen", "20", "24"),)),
)  # fmt: skip
