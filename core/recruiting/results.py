"""What one profile brought, as its page tells it."""

from dataclasses import dataclass
from uuid import UUID

from core.recruiting.funnel import ChannelYield, Yield, funnel, together
from core.recruiting.page import ProfilePage
from core.work import Work

Counts = tuple[int | None, int | None, int | None, int | None]
_NOTHING: Counts = (None, None, None, None)


@dataclass(frozen=True, slots=True)
class Brought:
    """What all channels brought together, in how many days; `best` brought the most responses."""

    days: int
    total: Yield
    best: str


def results_of(work: Work, page: ProfilePage) -> tuple[dict[UUID, Counts], Brought | None]:
    """Per channel how many saw it, responded, had an intake and were coupled; and all of it.

    A channel that is off and brought nothing has no figures.
    """
    lines = funnel(work, page.id)
    on = {channel.id for channel in page.channels if channel.is_on and page.first_shown_on}
    counts = {line.channel_id: _counts(line.brought) for line in lines}
    shown = {key: found for key, found in counts.items() if key in on or any(found)}
    if page.first_shown_on is None:
        return shown, None
    days = (work.today - page.first_shown_on).days
    return shown, Brought(days, together(lines), _best(lines))


def counts_for(found: dict[UUID, Counts], channel_id: UUID) -> Counts:
    """The figures of a channel, dashes where there are none."""
    return found.get(channel_id, _NOTHING)


def _counts(brought: Yield) -> Counts:
    return (brought.seen, brought.responded, brought.intake, brought.coupled)


def _best(lines: tuple[ChannelYield, ...]) -> str:
    best = max(lines, key=lambda line: line.brought.responded, default=None)
    return str(best.label) if best and best.brought.responded else ""
