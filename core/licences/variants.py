"""The variants of the method by name: a licence is for one of them."""

from core.method.registry import METHODS
from core.wording import Text


def variant_choices() -> tuple[tuple[str, Text], ...]:
    """Every variant that is installed, as a choice: its key, and the name in its newest version."""
    known = METHODS.keys()
    return tuple((key, METHODS.newest(key).name) for key in known)


def variant_name(key: str) -> Text:
    """What a variant is called; its key when it is not installed any more."""
    return dict(variant_choices()).get(key, key)
