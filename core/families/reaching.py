"""The blind index by which equal phone numbers and mail addresses find each other."""

from core.contact_details import normalised
from core.work import Work

PURPOSE = "contact"
"""Name of the blind index; referrals and families are compared by it."""


def contact_index(work: Work, contact: str | None) -> bytes | None:
    """Return by what a phone number or mail address is found; None when there is none."""
    return work.vault.blind_index(PURPOSE, normalised(contact)) if contact else None
