"""What a service may say instead of doing what was asked."""

from typing import Any


class NotFound(Exception):
    """There is no such thing here; an id of another tenant answers exactly the same."""


class Forbidden(Exception):
    """Whoever asks may not do this; the page says what to do."""


class Merged(Exception):
    """The family is one file with another now: whatever was asked of it is found there."""

    def __init__(self, family_id: Any, into_id: Any) -> None:
        super().__init__("this family was merged into another")
        self.family_id = family_id
        self.into_id = into_id


class Refused(Exception):
    """A rule of the work says no. The message (Dutch, B1) says what is wrong and what to do.

    `field` names the form field at which it belongs, if any.
    """

    def __init__(self, message: Any, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NeedsReason(Exception):
    """The file is a colleague's, or the closed one of `role`: it opens with a recorded reason."""

    def __init__(self, family_id: Any, role: str | None = None) -> None:
        super().__init__("this file opens with a reason")
        self.family_id = family_id
        self.role = role
