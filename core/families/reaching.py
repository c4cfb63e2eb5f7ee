"""Phone numbers and mail addresses in one form, so that equal ones are found by blind index."""

from marshmallow import ValidationError

from core.web.forms.contact import read_mail, read_phone
from core.work import Work

PURPOSE = "contact"
"""Name of the blind index; referrals and families are compared by it."""


def normalised(contact: str) -> str:
    """Return "+31612345678" or a mail address in small letters; odd ones only lose blanks."""
    try:
        if "@" in contact:
            return read_mail(contact).lower()
        return read_phone(contact)
    except ValidationError:
        return "".join(contact.split()).lower()


def contact_index(work: Work, contact: str | None) -> bytes | None:
    """Return by what a phone number or mail address is found; None when there is none."""
    return work.vault.blind_index(PURPOSE, normalised(contact)) if contact else None
