"""The CJG (Centrum voor Jeugd en Gezin) signs a family up; its page shows the office hours."""

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
from core.extension.referring import referral_of, with_lines
from plugins.cjg.form import INTRO, LABEL, CjgForm, notes
from plugins.cjg.options import CjgOptions


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return Plugin(
        "cjg",
        _l("CJG met spreekuur"),
        _l("Het Centrum voor Jeugd en Gezin meldt een gezin aan, met het spreekuur erbij."),
        Kind.CHANNEL,
        "1.0",
        sees=frozenset({Sees.REFERRALS}),
        sees_in_words=_l("de aanmeldingen die via dit formulier binnenkomen"),
        options=CjgOptions,
        icon="landmark",
    )


@hookimpl
def referral_channels() -> Sequence[ReferralChannel]:
    """One channel: for everyone, and by a link."""
    return [
        ReferralChannel(
            "cjg",
            LABEL,
            INTRO,
            "cjg",
            CjgForm,
            to_draft,
            doors=frozenset({Door.PUBLIC, Door.LINK}),
            notes=notes,
            icon="landmark",
        )
    ]


def to_draft(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    """The CJG is the source; whether the family comes to the office hours goes with the story."""
    comes = "ja" if data["comes_to_hours"] else None
    return with_lines(referral_of(call, data, "cjg"), [("Komt naar het spreekuur", comes)])
