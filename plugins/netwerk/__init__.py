"""Any other organisation of the network: a church, a sports club, the police, a health centre."""

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
from core.extension.referring import referral_of
from plugins.netwerk.form import INTRO, LABEL, NetworkForm
from plugins.netwerk.options import NetworkOptions


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return Plugin(
        "netwerk",
        _l("Organisaties uit uw netwerk"),
        _l("Kerk, sportclub, politie of gezondheidscentrum melden aan met een link die u geeft."),
        Kind.CHANNEL,
        "1.0",
        sees=frozenset({Sees.REFERRALS}),
        sees_in_words=_l("de aanmeldingen die via zo'n link binnenkomen"),
        options=NetworkOptions,
        icon="share-2",
    )


@hookimpl
def referral_channels() -> Sequence[ReferralChannel]:
    """One channel, by the link of an organisation only."""
    return [
        ReferralChannel(
            "netwerk",
            LABEL,
            INTRO,
            "network",
            NetworkForm,
            to_draft,
            doors=frozenset({Door.LINK}),
            notes=notes,
            icon="share-2",
        )
    ]


def to_draft(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    """The network is the source."""
    return referral_of(call, data, "network")


def notes(call: Call) -> Sequence[str]:
    """A word of thanks to who looks around."""
    return [call.options.get("message") or ""]
