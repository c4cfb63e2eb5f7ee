"""School and childcare sign a family up with a short form of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.extension import (
    Call,
    Door,
    Kind,
    Plugin,
    ReferralChannel,
    ReferralDraft,
    Sees,
    _l,
    hookimpl,
)
from core.extension.referring import referral_of, with_lines, words_of
from plugins.school_opvang.form import AGES, INTRO, LABEL, SchoolForm
from plugins.school_opvang.options import SchoolOptions


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return Plugin(
        "school_opvang",
        _l("School en kinderopvang"),
        _l("Leraren en pedagogisch medewerkers melden een gezin aan, in drie minuten."),
        Kind.CHANNEL,
        "1.0",
        sees=frozenset({Sees.REFERRALS}),
        sees_in_words=_l("de aanmeldingen die via dit formulier binnenkomen"),
        options=SchoolOptions,
        icon="school",
    )


@hookimpl
def referral_channels() -> Sequence[ReferralChannel]:
    """One channel: for everyone, and by the link of one school."""
    return [
        ReferralChannel(
            "school",
            LABEL,
            INTRO,
            "school",
            SchoolForm,
            to_draft,
            doors=frozenset({Door.PUBLIC, Door.LINK}),
            notes=notes,
            icon="school",
        )
    ]


def to_draft(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    """School or childcare is the source; the age of the child goes with the story."""
    draft = referral_of(call, data, data["workplace"])
    return with_lines(draft, [("Leeftijd van het kind", words_of(AGES, data["age_group"]))])


def notes(call: Call) -> Sequence[str]:
    """What this gemeente wants schools to know."""
    return [call.options.get("message") or ""]
