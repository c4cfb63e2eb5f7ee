"""The consultatiebureau and youth health care sign a family up."""

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
from plugins.jgz.form import INTRO, LABEL, MOMENTS, JgzForm
from plugins.jgz.options import JgzOptions


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return Plugin(
        "jgz",
        _l("Consultatiebureau en jeugdgezondheidszorg"),
        _l("Jeugdverpleegkundigen en jeugdartsen melden een gezin aan, zonder medische gegevens."),
        Kind.CHANNEL,
        "1.0",
        sees=frozenset({Sees.REFERRALS}),
        sees_in_words=_l("de aanmeldingen die via dit formulier binnenkomen"),
        options=JgzOptions,
        icon="baby",
    )


@hookimpl
def referral_channels() -> Sequence[ReferralChannel]:
    """One channel: for everyone, and by a link."""
    return [
        ReferralChannel(
            "jgz",
            LABEL,
            INTRO,
            "jgz",
            JgzForm,
            to_draft,
            doors=frozenset({Door.PUBLIC, Door.LINK}),
            notes=notes,
            icon="baby",
        )
    ]


def to_draft(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    """Youth health care is the source; at which moment it came up goes with the story."""
    draft = referral_of(call, data, "jgz")
    together = "ja" if data["visit_together"] else None
    return with_lines(
        draft,
        [
            ("Ter sprake gekomen bij", words_of(MOMENTS, data["moment"])),
            ("Samen op huisbezoek", together),
        ],
    )


def notes(call: Call) -> Sequence[str]:
    """What this gemeente wants youth health care to know."""
    return [call.options.get("message") or ""]
