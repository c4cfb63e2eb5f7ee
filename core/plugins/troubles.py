"""What went wrong in a plugin: kept, told in plain words, and after five in a row switched off."""

import traceback
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, func, select, update

from core.calendar.clock import AMSTERDAM
from core.extension.plugin import Plugin
from core.plugins.models import PluginActivation, PluginState, PluginTrouble
from core.wording import Text, _l
from core.work import Work

BREAKS_AFTER = 5
"""Failures in a row after which a plugin is switched off for the tenant."""
KEPT = timedelta(days=90)
KEPT_LINES = 6
PLACE = 60
"""Characters of a place that are kept."""
log = structlog.get_logger()

WORDS: dict[str, Text] = {
    "raised": _l("Er ging iets mis in de plugin."),
    "slow": _l("De plugin deed er te lang over."),
    "nonsense": _l("De plugin gaf een antwoord dat wij niet begrijpen."),
    "undeclared": _l("De plugin vroeg gegevens die niet op zijn kaart staan. Die kreeg hij niet."),
    "wall": _l("De plugin probeerde bij gegevens te komen die niet van hem zijn. Dat lukte niet."),
    "died": _l("De plugin is gestopt of gebruikte te veel geheugen."),
    "away": _l("De andere kant antwoordt niet."),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that went wrong: a key of `WORDS`, where, and what was raised."""

    kind: str
    place: str
    broken: BaseException | None = None

    @property
    def detail(self) -> str:
        """For the author: the error and the last lines that led there. It may hold anything."""
        if self.broken is None:
            return ""
        frames = traceback.extract_tb(self.broken.__traceback__)[-KEPT_LINES:]
        where = "".join(f"{frame.filename}:{frame.lineno} {frame.name}\n" for frame in frames)
        return f"{where}{type(self.broken).__name__}: {self.broken}"[:4_000]


@dataclass(frozen=True, slots=True)
class TroubleLine:
    """Something that went wrong, as the settings show it."""

    at: datetime
    words: Text
    place: str
    detail: str


def note(work: Work, plugin: str, trouble: Trouble) -> None:
    """Keep what went wrong, beside the work that may be undone; the fifth in a row switches off."""
    log.warning(
        "plugin failed", plugin=plugin, place=trouble.place, kind=trouble.kind,
        error=type(trouble.broken).__name__, tenant_id=work.tenant.id,
    )  # fmt: skip
    with work.beside() as aside:
        row = PluginTrouble(plugin=plugin, kind=trouble.kind, place=trouble.place[:PLACE])
        row.detail = aside.vault.seal_optional(PluginTrouble.detail, row.id, trouble.detail)
        activation = aside.session.scalar(
            select(PluginActivation).where(PluginActivation.plugin == plugin).with_for_update()
        )
        if activation is not None:
            activation.failures += 1
            activation.failing_at = row.place
            activation.failing_since = activation.failing_since or func.clock_timestamp()
            row.in_a_row = min(activation.failures, 32_000)
            if activation.failures >= BREAKS_AFTER and activation.state == PluginState.ON:
                activation.state = PluginState.TRIPPED
                aside.record("plugin.tripped", "plugin", activation.id, plugin)
        aside.session.add(row)


def recovered(work: Work, plugin: str) -> None:
    """It works again where it failed: the count begins anew."""
    with work.beside() as aside:
        aside.session.execute(
            update(PluginActivation)
            .where(PluginActivation.plugin == plugin)
            .values(failures=0, failing_since=None, failing_at="")
        )


def lately(work: Work, plugin: Plugin, limit: int = 10) -> list[TroubleLine]:
    """What went wrong lately, newest first."""
    query = (
        select(PluginTrouble)
        .where(PluginTrouble.plugin == plugin.key)
        .order_by(PluginTrouble.at.desc(), PluginTrouble.id.desc())
        .limit(limit)
    )
    return [
        TroubleLine(
            row.at.astimezone(AMSTERDAM),
            WORDS.get(row.kind, WORDS["raised"]),
            row.place,
            work.vault.open(PluginTrouble.detail, row.id, row.detail),
        )
        for row in work.session.scalars(query)
    ]


def sweep(work: Work) -> None:
    """Forget what went wrong long ago."""
    old = func.clock_timestamp() - KEPT
    work.session.execute(delete(PluginTrouble).where(PluginTrouble.at < old))
