"""How often a short link was opened: a count per channel and day, and nothing about who did it.

Not counted are machines that look ahead or make a preview, and a flood from one network.
"""

import re
from uuid import UUID

from flask import current_app, request
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from core.recruiting.models import ProfileVisits
from core.web.throttle import Throttle
from core.work import Work

MOST_OF_A_NETWORK = 120
"""An hour: a whole school that scans the poster in its hall still counts."""
_COUNTER = "profile_seen_throttle"
_MACHINE = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|scan|monitor|externalhit|whatsapp|telegram|slack|"
    r"discord|embedly|curl|wget|python|java/|go-http|okhttp|headless|lighthouse",
    re.IGNORECASE,
)


def note_seen(work: Work, channel_id: UUID | None) -> None:
    """Count one opening of the link that was asked for now, if a person opened it."""
    if channel_id and _by_a_person() and _throttle().admit(work.tenant.id, request.remote_addr):
        add_seen(work, channel_id)


def add_seen(work: Work, channel_id: UUID, times: int = 1) -> None:
    """Add to the count of today; of two at once both are counted."""
    if _added(work, channel_id, times):
        return
    try:
        with work.attempt():
            work.add(ProfileVisits(channel_id=channel_id, day=work.today, seen=times))
    except IntegrityError:
        _added(work, channel_id, times)


def _added(work: Work, channel_id: UUID, times: int) -> bool:
    done = work.session.scalars(
        update(ProfileVisits)
        .where(ProfileVisits.channel_id == channel_id, ProfileVisits.day == work.today)
        .values(seen=ProfileVisits.seen + times)
        .returning(ProfileVisits.id)
        .execution_options(synchronize_session=False)
    )
    return bool(done.all())


def _by_a_person() -> bool:
    ahead = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    agent = request.headers.get("User-Agent", "")
    return (
        request.method == "GET"
        and "prefetch" not in ahead.lower()
        and bool(agent)
        and not _MACHINE.search(agent)
    )


def _throttle() -> Throttle:
    counter: Throttle = current_app.extensions.setdefault(_COUNTER, Throttle(MOST_OF_A_NETWORK))
    return counter
