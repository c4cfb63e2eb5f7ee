"""Fields for postcodes, phone numbers and e-mail addresses."""

import re
from typing import Any, Literal

from marshmallow import ValidationError, fields

from core.contact_details import Contact, read_mail, read_phone
from core.wording import _

_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([a-z]{2})?", re.IGNORECASE | re.ASCII)


class Postcode4(fields.Field[str]):
    """1506, 1506 AA or 1506aa to "1506"."""

    def _deserialize(self, value: Any, *_a: Any, **_k: Any) -> str:
        found = _POSTCODE.fullmatch(str(value).strip())
        if found is None:
            raise ValidationError(_("Vul de vier cijfers van uw postcode in, bijvoorbeeld 1506."))
        return found[1]


class ContactField(fields.Field[Contact]):
    """A phone number, an e-mail address or either of them to a `Contact`."""

    def __init__(
        self, takes: Literal["phone", "mail", "either"] = "either", **options: Any
    ) -> None:
        super().__init__(**options)
        self.takes = takes

    def _serialize(self, value: Contact | None, *_a: Any, **_k: Any) -> str | None:
        return value.value if value else None

    def _deserialize(self, value: Any, *_a: Any, **_k: Any) -> Contact:
        if not isinstance(value, str):
            raise ValidationError(_("Vul een telefoonnummer of een e-mailadres in."))
        if self.takes == "mail" or (self.takes == "either" and _looks_like_mail(value)):
            return Contact("mail", read_mail(value))
        return Contact("phone", read_phone(value))


def _looks_like_mail(text: str) -> bool:
    return "@" in text or bool(re.search(r"[a-z]{2}", text, re.IGNORECASE))
