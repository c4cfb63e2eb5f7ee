"""The parts of the work in which a lesson is noted: as much context as it ever keeps."""

from collections.abc import Mapping
from types import MappingProxyType

from core.wording import Text, _l

CONTEXTS: tuple[tuple[str, Text], ...] = (
    ("week", _l("Deze week")),
    ("referrals", _l("Aanmeldingen")),
    ("families", _l("Gezinnen")),
    ("intake", _l("Intake")),
    ("safety", _l("Veiligheid en VOG")),
    ("matching", _l("Matching")),
    ("couplings", _l("Koppelingen")),
    ("evaluations", _l("Evaluaties")),
    ("network", _l("Netwerk")),
    ("figures", _l("Cijfers")),
    ("other", _l("Iets anders")),
)
LABELS: Mapping[str, Text] = MappingProxyType(dict(CONTEXTS))
OTHER = "other"


def context_of(blueprint: str | None) -> str:
    """The part of the work to which a page belongs."""
    return blueprint if blueprint and blueprint in LABELS else OTHER


def context_label(key: str) -> Text:
    """The words of a part of the work."""
    return LABELS.get(key, LABELS[OTHER])
