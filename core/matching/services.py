"""Everything that matching writes: requests, offers, and the pairs that a coordinator chooses."""

from core.matching.occupancy import has_open_proposal, places_taken
from core.matching.offers import (
    OfferDetails,
    add_offer,
    change_offer,
    close_offer,
    pause_offer,
    resume_offer,
)
from core.matching.proposals import (
    exclude,
    lift_exclusion,
    lock_pair,
    lock_proposal,
    propose,
    withdraw_proposal,
)
from core.matching.requests import (
    RequestDetails,
    add_request,
    change_request,
    close_request,
    reopen_request,
)
from core.matching.siblings import keep_together

__all__ = [
    "OfferDetails",
    "RequestDetails",
    "add_offer",
    "add_request",
    "change_offer",
    "change_request",
    "close_offer",
    "close_request",
    "exclude",
    "has_open_proposal",
    "keep_together",
    "lift_exclusion",
    "lock_pair",
    "lock_proposal",
    "pause_offer",
    "places_taken",
    "propose",
    "reopen_request",
    "resume_offer",
    "withdraw_proposal",
]
