"""A gemeente's own form server (Open Formulieren) passes sign-ups on."""

from collections.abc import Sequence

from core.extension import Door, Kind, Plugin, ReferralChannel, Sees, _l, hookimpl
from core.extension.referring import sign_up_of
from plugins.open_formulieren.form import (
    FAMILY_INTRO,
    FAMILY_LABEL,
    REFERRER_INTRO,
    REFERRER_LABEL,
    FormServerReferrer,
    FormServerSignUp,
)
from plugins.open_formulieren.options import FormServerOptions
from plugins.open_formulieren.reading import read_referral, read_sign_up, referral_draft


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return Plugin(
        "open_formulieren",
        _l("Open Formulieren"),
        _l("Aanmeldingen van de formulieren van de gemeente. Een BSN halen wij er altijd uit."),
        Kind.CHANNEL,
        "1.0",
        sees=frozenset({Sees.REFERRALS}),
        sees_in_words=_l("de aanmeldingen die de formulieren van de gemeente doorsturen"),
        options=FormServerOptions,
        icon="clipboard-list",
    )


@hookimpl
def referral_channels() -> Sequence[ReferralChannel]:
    """One for families that sign themselves up, one for professionals."""
    only_api = frozenset({Door.API})
    return [
        ReferralChannel(
            "formulier",
            FAMILY_LABEL,
            FAMILY_INTRO,
            "self",
            FormServerSignUp,
            sign_up_of,
            doors=only_api,
            from_body=read_sign_up,
            icon="clipboard-list",
        ),
        ReferralChannel(
            "formulier_verwijzer",
            REFERRER_LABEL,
            REFERRER_INTRO,
            "social_team",
            FormServerReferrer,
            referral_draft,
            doors=only_api,
            from_body=read_referral,
            icon="clipboard-list",
        ),
    ]
