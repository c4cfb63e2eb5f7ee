"""What may be done with referrals: take them in, and decide about them."""

from core.referrals.attaching import attach
from core.referrals.deciding import accept, ask_referrer, decline, refer_on, reopen, tell_sender
from core.referrals.draft import BY_HAND, ReferralDraft, ReferrerDraft
from core.referrals.later import ask_later
from core.referrals.links import end_links_of_family, send_link, withdraw_link
from core.referrals.past import note_source
from core.referrals.receiving import add_name, receive

__all__ = [
    "BY_HAND",
    "ReferralDraft",
    "ReferrerDraft",
    "accept",
    "add_name",
    "ask_later",
    "ask_referrer",
    "attach",
    "decline",
    "end_links_of_family",
    "note_source",
    "receive",
    "refer_on",
    "reopen",
    "send_link",
    "tell_sender",
    "withdraw_link",
]
