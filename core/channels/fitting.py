"""The draft of a plugin made to fit: what it may not say is left out, what is nonsense refused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import ValidationError

from core.contact_details import is_mail, read_mail, read_phone
from core.extension.channels import ReferralChannel
from core.families.models import FamilyRole
from core.languages import LANGUAGES
from core.method.variant import MethodVariant
from core.referrals.draft import ReferralDraft, ReferrerDraft
from core.web.forms.schema import tidy
from core.wording import Text, in_dutch

LONGEST_STORY = 12_000
LONGEST_LABEL = 120
_POSTCODE = re.compile(r"[1-9]\d{3}")
_REACH = ("call", "app", "mail")
_JOINS = ("yes", "ask", "no")
NAMES = {"name": 80, "function": 80, "organisation": 120}


class DoesNotFit(Exception):
    """What a plugin made of a sign-up is no draft; the message is for its author."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Where a sign-up comes from: the id of this sending, and the organisation behind a link."""

    sending: UUID
    partner_id: UUID | None = None
    organisation: str = ""

    def signed(self, draft: ReferralDraft, key: str, label: Text) -> ReferralDraft:
        """The draft with what core alone says: its id, its channel and the organisation."""
        referrer = draft.referrer
        if referrer is not None:
            organisation = referrer.organisation or self.organisation
            referrer = replace(referrer, partner_id=self.partner_id, organisation=organisation)
        return replace(
            draft, id=self.sending, channel_key=key, channel_label=_in_dutch(label),
            referrer=referrer, profile_channel_id=None, profile_title="", ask_again_on=None,
        )  # fmt: skip


def _in_dutch(label: Text) -> str:
    with in_dutch():
        return str(label)[:LONGEST_LABEL]


def fitted(
    draft: Any, channel: ReferralChannel, method: MethodVariant, sender: Sender
) -> ReferralDraft:
    """The draft as core keeps it; raises DoesNotFit with a sentence for the plugin's author."""
    if not isinstance(draft, ReferralDraft):
        raise DoesNotFit(f"to_draft() returned {type(draft).__name__}, return a ReferralDraft")
    _check(draft)
    if sender.partner_id and draft.referrer is None:
        raise DoesNotFit("to_draft() at the link of an organisation: name the referrer")
    return replace(
        draft,
        role=FamilyRole(draft.role),
        source=_source(draft, channel, method),
        first_name=_line(draft.first_name, 60),
        family_name=_line(draft.family_name, 80),
        contact=_contact(draft.contact),
        story=(tidy(draft.story) or "")[:LONGEST_STORY],
        wishes=_wishes(draft, method),
        referrer=_referrer(draft.referrer),
    )


def _source(draft: ReferralDraft, channel: ReferralChannel, method: MethodVariant) -> str:
    """Who sent the family, in this tenant's method; one that it does not know is "other"."""
    source = channel.source if draft.source == "self" else draft.source
    return source if method.has("referral_sources", source) else "other"


def _wishes(draft: ReferralDraft, method: MethodVariant) -> tuple[str, ...]:
    """The wishes that this tenant's method knows."""
    offers = draft.role == FamilyRole.OFFERING
    known = {one.key for one in (method.support_forms if offers else method.public_wishes)}
    return tuple(wish for wish in draft.wishes if wish in known)


def _check(draft: ReferralDraft) -> None:
    known: tuple[tuple[str, Any, Iterable[Any]], ...] = (
        ("role", draft.role, tuple(FamilyRole)),
        ("reach", draft.reach, _REACH),
        ("language", draft.language, [key for key, _label in LANGUAGES]),
        ("joins_talk", draft.joins_talk, (*_JOINS, None)),
        ("message_safe", draft.message_safe, (True, False, None)),
        ("named", draft.named, (True, False)),
    )
    for name, value, allowed in known:
        if value not in allowed:
            raise DoesNotFit(f"to_draft(): {name} cannot be {value!r}")
    if draft.postcode4 and not _POSTCODE.fullmatch(draft.postcode4):
        raise DoesNotFit("to_draft(): postcode4 are four digits")
    if not (draft.consent_on is None or type(draft.consent_on) is date):
        raise DoesNotFit("to_draft(): consent_on is a date")


def _contact(contact: str) -> str:
    if not contact:
        return ""
    try:
        return read_mail(contact) if is_mail(contact) else read_phone(contact)
    except ValidationError:
        raise DoesNotFit("to_draft(): contact is no phone number and no e-mail address") from None


def _referrer(draft: ReferrerDraft | None) -> ReferrerDraft | None:
    if draft is None:
        return None
    if not isinstance(draft, ReferrerDraft):
        raise DoesNotFit("to_draft(): referrer is a ReferrerDraft")
    told = {name: _line(getattr(draft, name), most) for name, most in NAMES.items()}
    return replace(draft, contact=_contact(draft.contact), partner_id=None, **told)


def _line(text: str, most: int) -> str:
    """A text on one line, no longer than its column."""
    return " ".join((tidy(text) or "").split())[:most].rstrip()
