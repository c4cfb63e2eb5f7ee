"""What may be done with the network: the face of this folder for writing."""

from core.network.contacts import ContactDetails, add_contact, change_contact, remove_contact
from core.network.linking import link_referrer, link_suggested, unlink_referrer
from core.network.merging import merge_partners
from core.network.partners import (
    PartnerDetails,
    add_partner,
    archive_partner,
    change_partner,
    restore_partner,
)
from core.network.visits import VisitNote, change_visit, finish_next, note_visit, withdraw_visit

__all__ = [
    "ContactDetails",
    "PartnerDetails",
    "VisitNote",
    "add_contact",
    "add_partner",
    "archive_partner",
    "change_contact",
    "change_partner",
    "change_visit",
    "finish_next",
    "link_referrer",
    "link_suggested",
    "merge_partners",
    "note_visit",
    "remove_contact",
    "restore_partner",
    "unlink_referrer",
    "withdraw_visit",
]
