"""Referral channels: another way in for a sign-up."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.errors import Refused
from core.extension.call import Call
from core.referrals.draft import ReferralDraft
from core.web.forms.schema import FormSchema
from core.wording import Text


class Door(StrEnum):
    """Where a channel takes sign-ups.

    `PUBLIC`: a page for everyone, among the doors on the home page. `LINK`: the page behind a link
    that an organisation of the network got from the coordinator. `API`: a program posts to
    `/api/v1/aanmeldingen/<channel>`, with the channel's token.
    """

    PUBLIC = "public"
    LINK = "link"
    API = "api"


class BadBody(Refused):
    """What a program posted cannot be read; `errors` says where and what, in plain words."""

    def __init__(self, message: Text, errors: Mapping[str, Sequence[Text]] | None = None) -> None:
        super().__init__(message)
        self.errors = errors or {}


ToDraft = Callable[[Call, Mapping[str, Any]], ReferralDraft]
FromBody = Callable[[Call, bytes, str], Mapping[str, Any]]
KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")
TOKEN = "token"  # noqa: S105 - the name of an option
"""The option, made with `secret(...)`, that holds the token of a channel with an API."""
REFERENCE = "reference"
"""The answer of `from_body` that is the sender's own id of the message: no field of the form."""


@dataclass(frozen=True, slots=True)
class ReferralChannel:
    """A way in. Core makes its pages and its API from `form`, and takes every BSN out first.

    `key` stands in its addresses, with "-" for "_". `form` has the fields of the page and, for the
    link of an organisation, a field "organisation" is filled in. `to_draft` turns checked answers
    into a draft: set `consent_on` to `call.today` when the family said yes; core fills in by which
    channel it came and, where the draft says nothing, the `source` (a key of the method's referral
    sources). A draft without a referrer is a family that signs itself up.

    `from_body` turns what a program posted (JSON without any BSN, as bytes, and its media type)
    into the answers that `form` checks, for a channel with `Door.API`; it raises `BadBody` with a
    sentence. Its answer "reference" is the sender's own id of the message: what comes twice is
    taken once. Such a plugin has an option `token = secret(...)`: the bearer token.

    `notes` are lines to show beside the form, such as office hours from the options.

    Raises ValueError when it has no door, a key that fits no address, or an API without
    `from_body`.
    """

    key: str
    label: Text
    intro: Text
    source: str
    form: type[FormSchema]
    to_draft: ToDraft
    doors: frozenset[Door] = frozenset({Door.LINK})
    from_body: FromBody | None = None
    notes: Callable[[Call], Sequence[Text]] | None = None
    icon: str = "door-open"

    def __post_init__(self) -> None:
        """Check that the doors and the functions go together."""
        if not KEY.fullmatch(self.key):
            raise ValueError(
                f"channel {self.key}: use 2 to 40 small letters, digits and _, a letter first"
            )
        if not self.doors:
            raise ValueError(f"channel {self.key}: name at least one door")
        if Door.API in self.doors and self.from_body is None:
            raise ValueError(f"channel {self.key}: an API needs from_body")
