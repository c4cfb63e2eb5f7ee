"""Phone numbers and e-mail addresses: read kindly, kept in one form, shown as people write them.

Kept: "+31612345678", or an address. Equal ones are found by a blind index over `normalised`.
"""

import re
from dataclasses import dataclass
from typing import Literal

from marshmallow import ValidationError

from core.wording import _

_MAIL = re.compile(
    r"[^\s@<>,;:\"()\[\]]+@([a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE
)
_PHONE_SIGNS = re.compile(r"[\s\-./()]")
_LONGEST_MAIL = 254


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach someone."""

    kind: Literal["phone", "mail"]
    value: str
    """"+31612345678", or an e-mail address."""

    @property
    def shown(self) -> str:
        """Return it as people write it."""
        return shown(self.value)


def is_mail(contact: str) -> bool:
    """Whether a kept contact is an e-mail address rather than a phone number."""
    return "@" in contact


def shown(contact: str) -> str:
    """A kept contact as people write it: "06 12 34 56 78", or the address itself."""
    return contact if is_mail(contact) else spaced(contact)


def normalised(contact: str) -> str:
    """Return "+31612345678" or a mail address in small letters; odd ones only lose blanks."""
    try:
        return read_mail(contact).lower() if is_mail(contact) else read_phone(contact)
    except ValidationError:
        return "".join(contact.split()).lower()


def read_mail(text: str) -> str:
    """Return an e-mail address with its domain in small letters; raise ValidationError if none."""
    text = text.strip()
    if len(text) > _LONGEST_MAIL or not _MAIL.fullmatch(text):
        raise ValidationError(_("Dit e-mailadres klopt niet. Vul het in zoals naam@voorbeeld.nl."))
    name, domain = text.rsplit("@", 1)
    return f"{name}@{domain.lower()}"


def read_phone(text: str) -> str:
    """Return a phone number as "+31612345678"; raise ValidationError saying what is wrong.

    Dutch numbers have ten digits and begin with 0. Numbers from abroad begin with + or 00.
    """
    bare = _PHONE_SIGNS.sub("", text.strip().replace("(0)", ""))
    bare = "+" + bare[2:] if bare.startswith("00") else bare
    if not re.fullmatch(r"\+?[0-9]+", bare, re.ASCII):
        raise ValidationError(_("Vul een telefoonnummer in met alleen cijfers."))
    if bare.startswith("+31"):
        bare = "0" + bare[3:].removeprefix("0")
    return _foreign(bare) if bare.startswith("+") else "+31" + _dutch(bare)[1:]


def _dutch(digits: str) -> str:
    if len(digits) < 10:
        raise ValidationError(_("Dit nummer is te kort. Vul 10 cijfers in."))
    if len(digits) > 10:
        raise ValidationError(_("Dit nummer is te lang. Vul 10 cijfers in."))
    if not digits.startswith("0"):
        raise ValidationError(_("Begin het nummer met een 0, bijvoorbeeld 06 12 34 56 78."))
    return digits


def _foreign(number: str) -> str:
    if not 8 <= len(number) - 1 <= 15:
        raise ValidationError(
            _("Dit nummer klopt niet. Begin met + en het landnummer, bijvoorbeeld +32.")
        )
    return number


def spaced(number: str) -> str:
    """Return "+31612345678" as "06 12 34 56 78"; numbers from abroad stay as they are."""
    if not number.startswith("+31") or len(number) != 12:
        return number
    digits = "0" + number[3:]
    if digits.startswith("06"):
        return " ".join(digits[start : start + 2] for start in range(0, 10, 2))
    return f"{digits[:3]} {digits[3:6]} {digits[6:8]} {digits[8:]}"
