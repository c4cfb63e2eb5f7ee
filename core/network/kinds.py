"""The kinds of organisations, as data; and which kind sends the families of a source."""

from collections.abc import Mapping
from types import MappingProxyType

from core.wording import Text, _l

KINDS: tuple[tuple[str, Text], ...] = (
    ("school", _l("School")),
    ("childcare", _l("Kinderopvang")),
    ("church", _l("Kerk of moskee")),
    ("sports_club", _l("Sportclub")),
    ("team", _l("Sociaal team of CJG")),
    ("youth_health", _l("Consultatiebureau of jeugdgezondheidszorg")),
    ("practice", _l("Huisarts of praktijk")),
    ("youth_help", _l("Jeugdhulp")),
    ("police", _l("Politie")),
    ("library", _l("Bibliotheek")),
    ("community", _l("Buurthuis of vereniging")),
    ("other", _l("Andere organisatie")),
)
LABELS: Mapping[str, Text] = MappingProxyType(dict(KINDS))
OTHER = "other"
KIND_OF_SOURCE: Mapping[str, str] = MappingProxyType(
    {
        "school": "school",
        "childcare": "childcare",
        "cjg": "team",
        "social_team": "team",
        "jgz": "youth_health",
        "huisarts": "practice",
        "youth_help": "youth_help",
        "network": "community",
    }
)
"""What a referrer of a source (a key of the method) probably works at."""


def kind_label(key: str) -> Text:
    """The words of a kind; one that is no longer known reads as another organisation."""
    return LABELS.get(key, LABELS[OTHER])
