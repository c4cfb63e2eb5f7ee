"""The variants of the method by name: a licence is for one of them."""

from core.method.registry import VARIANTS
from core.wording import Text


def variant_choices() -> tuple[tuple[str, Text], ...]:
    """Every variant as a choice: its key, and the name in its newest version."""
    newest = dict(sorted(VARIANTS))
    return tuple((key, VARIANTS[key, version]().name) for key, version in newest.items())


def variant_name(key: str) -> Text:
    """What a variant is called; its key when nobody knows it any more."""
    return dict(variant_choices()).get(key, key)
