"""A huisarts refers from the system of the practice, by FHIR R4; or by a link."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
from plugins.huisarts_fhir.form import INTRO, LABEL, PracticeForm
from plugins.huisarts_fhir.options import PracticeOptions
from plugins.huisarts_fhir.reading import read_bundle


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return Plugin(
        "huisarts_fhir",
        _l("Huisarts (FHIR)"),
        _l("Verwijzingen uit het systeem van de huisarts, zonder medische gegevens en zonder BSN."),
        Kind.CHANNEL,
        "1.0",
        sees=frozenset({Sees.REFERRALS}),
        sees_in_words=_l("de verwijzingen die de huisarts stuurt"),
        options=PracticeOptions,
        icon="stethoscope",
    )


@hookimpl
def referral_channels() -> Sequence[ReferralChannel]:
    """One channel: a Bundle by the API, or the form behind a link."""
    return [
        ReferralChannel(
            "huisarts",
            LABEL,
            INTRO,
            "huisarts",
            PracticeForm,
            to_draft,
            doors=frozenset({Door.API, Door.LINK}),
            from_body=read_bundle,
            icon="stethoscope",
        )
    ]


def to_draft(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    """The huisarts is the source; the family name and the postcode come along when they are told.

    Without a yes of the family none of them is kept: core leaves them out.
    """
    draft = referral_of(call, data, "huisarts")
    return replace(
        draft,
        family_name=data["family_name"] or "",
        postcode4=data["postcode4"] or "",
        language=data["language"] or "nl",
    )
