"""Organisations to come back to, to thank, and not heard of for long."""

from dataclasses import dataclass

from core.network.models import VisitKind
from core.network.queries import (
    ComingBack,
    PartnerLine,
    Thanks,
    coming_back,
    silent_after_days,
    silent_partners,
    thanks_due,
)
from core.web.formats import day_of_month
from core.week.task import LIMIT, Target, Task, TaskKind
from core.week.weeks import Weeks
from core.wording import _
from core.work import Work

SHOWN = 3
ICONS = {
    VisitKind.VISIT: "map-pin",
    VisitKind.TALK: "phone",
    VisitKind.THANKS: "hand-heart",
}


@dataclass(frozen=True, slots=True)
class NetworkCard:
    """Whom to thank, and who was not heard of: a few of each, and how many there are."""

    thanks: tuple[Thanks, ...]
    silent: tuple[PartnerLine, ...]
    silent_count: int
    after_days: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do about the network."""
        return not self.thanks and not self.silent


def network_card(work: Work) -> NetworkCard:
    """What the network asks for now, in three statements."""
    silent, count = silent_partners(work, SHOWN)
    return NetworkCard(thanks_due(work)[:SHOWN], silent, count, silent_after_days(work))


def coming_back_to(work: Work, weeks: Weeks) -> list[Task]:
    """Organisations to come back to, up to the end of next week."""
    return [_task(one) for one in coming_back(work, weeks.next_sunday, LIMIT)]


def _task(one: ComingBack) -> Task:
    return Task(
        kind=TaskKind.NETWORK,
        due_on=one.next_on,
        icon=ICONS[VisitKind(one.kind)],
        tone="civic",
        title=_("Terug naar"),
        who=one.name,
        note=_note(one),
        about=Target("network.show", {"partner_id": one.partner_id}),
        action=Target("network.note", {"partner_id": one.partner_id}),
        action_word=_("Noteer"),
        families=(),
        done=Target("network.finish_next", {"visit_id": one.visit_id}),
        done_word=_("Vink af"),
    )


def _note(one: ComingBack) -> str:
    day = day_of_month(one.on_date)
    if one.with_whom:
        return _("afgesproken met %(whom)s op %(day)s", whom=one.with_whom, day=day)
    return _("afgesproken op %(day)s", day=day)
