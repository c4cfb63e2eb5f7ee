"""What differs from the report before."""

from collections.abc import Iterator
from datetime import date

from core.figures.suppression import THRESHOLD
from core.funding.report import Change, Report, Share, Since
from core.web.formats import euros, number, percentage


def since(before: Report, submitted_on: date, now: Report) -> Since:
    """The report before, and every figure that is another one now."""
    return Since(submitted_on, before.period.label, tuple(_changes(before, now)))


def _changes(before: Report, now: Report) -> Iterator[Change]:
    numbers = (
        ("Koppelingen gemaakt, sinds de start", before.couplings.made_so_far,
         now.couplings.made_so_far),
        ("Koppelingen lopend", before.couplings.running, now.couplings.running),
        ("Koppelingen afgerond, sinds de start", before.couplings.ended_so_far,
         now.couplings.ended_so_far),
        ("Vraaggezinnen met steun", before.people.families_supported,
         now.people.families_supported),
        ("Steungezinnen die steun gaven", before.people.families_supporting,
         now.people.families_supporting),
    )  # fmt: skip
    for label, old, new in numbers:
        if old != new:
            yield Change(label, number(old), number(new))
    children = before.people.children, now.people.children
    # A few more or less would tell of those few.
    if None not in children and abs(children[1] - children[0]) >= THRESHOLD:  # type: ignore[operator]
        yield Change("Kinderen die steun kregen", *(number(one) for one in children))
    if before.goals and now.goals and before.goals.target != now.goals.target:
        yield Change("Doel", number(before.goals.target), number(now.goals.target))
    old_share, new_share = before.outcomes.satisfied, now.outcomes.satisfied
    if old_share and new_share and old_share != new_share:
        yield Change("Beide gezinnen tevreden", _told(old_share), _told(new_share))
    if before.money and now.money and before.money.spent_cents != now.money.spent_cents:
        yield Change("Uitgegeven", euros(before.money.spent_cents), euros(now.money.spent_cents))


def _told(share: Share) -> str:
    return f"{percentage(share.share)} of meer" if share.is_floor else percentage(share.share)
