"""After-care after an OTS or Veilig Thuis: decided jointly with a professional."""

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
from plugins.nazorg_kanaal.form import INTRO, LABEL, MEASURES, AfterCareForm
from plugins.nazorg_kanaal.options import AfterCareOptions


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return Plugin(
        "nazorg_kanaal",
        _l("Nazorg na OTS of Veilig Thuis"),
        _l("Een gezin aanmelden na een maatregel. Een professional beslist mee."),
        Kind.CHANNEL,
        "1.0",
        sees=frozenset({Sees.REFERRALS}),
        sees_in_words=_l("de aanmeldingen die via dit formulier binnenkomen"),
        options=AfterCareOptions,
        icon="heart-handshake",
    )


@hookimpl
def referral_channels() -> Sequence[ReferralChannel]:
    """One channel: for everyone, and by a link."""
    return [
        ReferralChannel(
            "nazorg",
            LABEL,
            INTRO,
            "youth_help",
            AfterCareForm,
            to_draft,
            doors=frozenset({Door.PUBLIC, Door.LINK}),
            notes=notes,
            icon="heart-handshake",
        )
    ]


def to_draft(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    """Who decides along goes with the story, so that the coordinator calls this person first."""
    decides = [data["decides_name"], data["decides_function"], data["decides_contact"].shown]
    ends = data["ends_on"]
    return with_lines(
        referral_of(call, data, "youth_help"),
        [
            ("Na", words_of(MEASURES, data["measure"])),
            ("Loopt af op", f"{ends:%d-%m-%Y}" if ends else None),
            ("Beslist mee", ", ".join(part for part in decides if part)),
        ],
    )


def notes(call: Call) -> Sequence[str]:
    """How this gemeente takes the joint decision."""
    return [call.options.get("agreement") or ""]
