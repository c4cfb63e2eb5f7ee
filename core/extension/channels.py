"""Referral channels: another way in for a sign-up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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


ToDraft = Callable[[Call, Mapping[str, Any]], ReferralDraft]
FromBody = Callable[[Call, bytes, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ReferralChannel:
    """A way in. Core makes its pages and its API from `form`, and takes every BSN out first.

    `to_draft` turns checked answers into a draft; `from_body` turns what a program posted (bytes
    and media type) into the answers that `form` checks, for a channel with `Door.API`; it raises
    ValueError with a sentence. `source` is a key of the method's referral sources. Raises
    ValueError when it has no door, or an API without `from_body`.
    """

    key: str
    label: Text
    intro: Text
    source: str
    form: type[FormSchema]
    to_draft: ToDraft
    doors: frozenset[Door] = frozenset({Door.LINK})
    from_body: FromBody | None = None
    icon: str = "door-open"

    def __post_init__(self) -> None:
        """Check that the doors and the functions go together."""
        if not self.doors:
            raise ValueError(f"channel {self.key}: name at least one door")
        if Door.API in self.doors and self.from_body is None:
            raise ValueError(f"channel {self.key}: an API needs from_body")
