"""What is on the agenda, and what the meeting decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.extension import Call, Line, NotFound, Text, _l, ngettext
from plugins.sociaal_team.meetings import next_meeting
from plugins.sociaal_team.tables import AgendaItem

NEXT_TIME = "next_time"
OUTCOMES: tuple[tuple[str, Text], ...] = (
    ("support", _l("Een steungezin past. De coördinator gaat verder.")),
    ("together", _l("Een steungezin past, naast andere hulp.")),
    ("other_help", _l("Eerst andere hulp.")),
    (NEXT_TIME, _l("Volgende vergadering opnieuw bespreken.")),
)
MOST = 50


@dataclass(frozen=True, slots=True)
class Case:
    """A case as the pages show it."""

    id: UUID
    address: str
    meeting_on: date
    put_on: date
    outcome: Text
    decided_on: date | None
    note: str


def put_on(call: Call, referral_id: UUID) -> None:
    """Put a sign-up on the agenda of the next meeting; told twice, it stands there once."""
    if not call.store.count(AgendaItem, AgendaItem.referral_id == referral_id):
        meeting = next_meeting(call.options, call.today)
        call.store.add(AgendaItem(referral_id=referral_id, meeting_on=meeting, put_on=call.today))


def belongs_to_family(call: Call, referral_id: UUID, family_id: UUID) -> None:
    """Remember whose file a sign-up became."""
    for row in call.store.all(AgendaItem, AgendaItem.referral_id == referral_id):
        call.store.change(row, family_id=family_id)


def to_speak_of(call: Call) -> Sequence[Case]:
    """The cases that wait for a meeting, the first meeting first."""
    rows = call.store.all(
        AgendaItem, AgendaItem.outcome.is_(None), order_by=AgendaItem.meeting_on, limit=MOST
    )
    return [_case(call, row) for row in rows]


def decided(call: Call) -> Sequence[Case]:
    """What the last meetings decided, the latest first."""
    rows = call.store.all(
        AgendaItem,
        AgendaItem.outcome.is_not(None),
        order_by=AgendaItem.decided_on.desc(),
        limit=MOST,
    )
    return [_case(call, row) for row in rows]


def find(call: Call, item_id: UUID) -> Case:
    """A case; raises NotFound."""
    return _case(call, _row(call, item_id))


def record(call: Call, item_id: UUID, outcome: str, note: str) -> None:
    """Keep what the meeting decided; "next time" puts it on the agenda of the one after."""
    row = _row(call, item_id)
    sealed = call.store.seal(AgendaItem.note, row.id, note) if note else None
    if outcome == NEXT_TIME:
        later = next_meeting(call.options, max(call.today, row.meeting_on))
        call.store.change(row, meeting_on=later, note=sealed, outcome=None, decided_on=None)
    else:
        call.store.change(row, outcome=outcome, note=sealed, decided_on=call.today)


def lines(call: Call, _family_id: UUID | None) -> Sequence[Line]:
    """For the week page: how many cases wait for each meeting."""
    waiting: dict[date, int] = {}
    for one in to_speak_of(call):
        waiting[one.meeting_on] = waiting.get(one.meeting_on, 0) + 1
    return [
        Line(
            ngettext(
                "%(day)s: %(num)s gezin op de agenda", "%(day)s: %(num)s gezinnen op de agenda",
                count, day=f"{day:%d-%m-%Y}",
            ),
            "show_agenda",
        )
        for day, count in waiting.items()
    ]  # fmt: skip


def _row(call: Call, item_id: UUID) -> AgendaItem:
    row = call.store.find(AgendaItem, item_id)
    if row is None:
        raise NotFound("agenda item")
    return row


def _case(call: Call, row: AgendaItem) -> Case:
    return Case(
        row.id,
        call.address(f"/aanmeldingen/{row.referral_id}"),
        row.meeting_on,
        row.put_on,
        dict(OUTCOMES).get(row.outcome or "", ""),
        row.decided_on,
        call.store.open(AgendaItem.note, row.id, row.note) if row.note else "",
    )
