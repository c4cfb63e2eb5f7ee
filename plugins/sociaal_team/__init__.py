"""The social team refers: the case is put on the agenda of its meeting, and the outcome is kept."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.extension import (
    Call,
    Card,
    Door,
    Kind,
    MenuEntry,
    Place,
    Plugin,
    PluginPages,
    ReferralChannel,
    ReferralDraft,
    ReferralSeen,
    Sees,
    Who,
    _l,
    hookimpl,
)
from core.extension.referring import referral_of, with_lines
from core.extension.tables import PluginTable
from plugins.sociaal_team import agenda
from plugins.sociaal_team.form import INTRO, LABEL, TeamForm, notes
from plugins.sociaal_team.options import TeamOptions
from plugins.sociaal_team.pages import PAGES
from plugins.sociaal_team.tables import KEY, AgendaItem

CHANNEL = "team"


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return Plugin(
        KEY,
        _l("Sociaal team met teamvergadering"),
        _l("Het sociaal team meldt aan; het gezin komt op de agenda van de vergadering."),
        Kind.CHANNEL,
        "1.0",
        sees=frozenset({Sees.REFERRALS}),
        sees_in_words=_l("de aanmeldingen van het sociaal team en wat de vergadering besloot"),
        options=TeamOptions,
        icon="users",
    )


@hookimpl
def referral_channels() -> Sequence[ReferralChannel]:
    """One channel: for everyone, and by a link."""
    return [
        ReferralChannel(
            CHANNEL,
            LABEL,
            INTRO,
            "social_team",
            TeamForm,
            to_draft,
            doors=frozenset({Door.PUBLIC, Door.LINK}),
            notes=notes,
            icon="users",
        )
    ]


def to_draft(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    """The team is the source; who speaks of the case goes with the story."""
    speaks = data["speaks"] or None
    return with_lines(referral_of(call, data, "social_team"), [("Brengt het in", speaks)])


@hookimpl
def referral_received(call: Call, referral: ReferralSeen) -> None:
    """Put what came by the team's own door on the agenda of the next meeting."""
    if referral.channel == f"{KEY}.{CHANNEL}":
        agenda.put_on(call, referral.id)


@hookimpl
def referral_decided(call: Call, referral: ReferralSeen) -> None:
    """Remember whose file it became, so that the case goes when the family is erased."""
    if referral.family_id is not None:
        agenda.belongs_to_family(call, referral.id, referral.family_id)


@hookimpl
def pages() -> PluginPages:
    """The agenda, and a case on it."""
    return PAGES


@hookimpl
def menu_entries() -> Sequence[MenuEntry]:
    """The agenda, for who works with families."""
    return [MenuEntry(_l("Teamvergadering"), "show_agenda", Who.CASEWORK)]


@hookimpl
def cards() -> Sequence[Card]:
    """On the week page: the cases of the meeting to come."""
    title = _l("Teamvergadering")
    return [Card("team_meeting", title, Place.WEEK, agenda.lines, icon="users")]


@hookimpl
def tables() -> Sequence[type[PluginTable]]:
    """The cases on the agenda."""
    return [AgendaItem]


@hookimpl
def folder() -> Path:
    """Where the migrations are."""
    return Path(__file__).parent
