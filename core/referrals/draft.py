"""What comes in through a door, before it is a referral."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from core.bsn import without_bsn
from core.families.models import FamilyRole

ASK_DOOR, OFFER_DOOR, REFER_DOOR = "public_ask", "public_offer", "public_refer"
BY_HAND = "coordinator"
"""The doors that core has itself; plugins bring keys of their own."""


@dataclass(frozen=True, slots=True)
class ReferrerDraft:
    """The professional who signs a family up; `contact` is "+31…" or an e-mail address.

    `partner_id` is the organisation of the network whose link was used; core alone sets it.
    """

    name: str
    function: str = ""
    organisation: str = ""
    contact: str = ""
    partner_id: UUID | None = None

    def cleaned(self) -> "ReferrerDraft":
        """The same without a BSN in any text."""
        return replace(
            self,
            name=without_bsn(self.name),
            function=without_bsn(self.function),
            organisation=without_bsn(self.organisation),
        )


@dataclass(frozen=True, slots=True)
class ReferralDraft:
    """A sign-up on its way in.

    `id` is set when the same submission may come twice: the second one finds the first.
    `channel_key` is a door of core, or a plugin's "<plugin>.<channel>" with its words in
    `channel_label`; a plugin leaves both to core.
    `source` is a key of the method's sources, `contact` is "+31…" or an e-mail address, and
    `named` is false while a professional first discusses a family without a name.
    `profile_channel_id` is where the search profile was read that is answered, with its words in
    `profile_title`; who wants to be asked later says so in `ask_again_on`. Core alone sets these.
    """

    role: FamilyRole
    channel_key: str = ""
    channel_label: str = ""
    source: str = "self"
    first_name: str = ""
    family_name: str = ""
    named: bool = True
    reach: str = "call"
    contact: str = ""
    message_safe: bool | None = None
    language: str = "nl"
    postcode4: str = ""
    wishes: tuple[str, ...] = ()
    story: str = ""
    joins_talk: str | None = None
    consent_on: date | None = None
    referrer: ReferrerDraft | None = None
    id: UUID | None = None
    profile_channel_id: UUID | None = None
    profile_title: str = ""
    ask_again_on: date | None = None

    def cleaned(self) -> "ReferralDraft":
        """The same without a BSN in any text and, without a name, without who it is."""
        draft = replace(
            self,
            first_name=without_bsn(self.first_name),
            family_name=without_bsn(self.family_name),
            story=without_bsn(self.story),
            referrer=self.referrer and self.referrer.cleaned(),
        )
        if draft.named:
            return draft
        return replace(
            draft,
            first_name="",
            family_name="",
            contact="",
            message_safe=None,
            postcode4="",
            consent_on=None,
        )
