"""What a plugin says of itself: its name, its kind, and which data it may see."""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.extension.options import Options
from core.wording import Text

CONTRACT = 1
"""The version of this contract; a plugin that was written for another one is refused."""
KEY = re.compile(r"[a-z][a-z0-9_]{1,29}")


class Kind(StrEnum):
    """Under which heading a plugin stands in the settings."""

    CHANNEL = "channel"
    REPORT = "report"
    METHOD = "method"
    SUPPLIER = "supplier"
    OTHER = "other"


class Sees(StrEnum):
    """Data of a tenant that a plugin asks for; it gets nothing else.

    `FIGURES`: totals, small counts taken together. `REFERRALS`: a sign-up that came in by the
    plugin's own channel. `FAMILIES`: who a family is, its phase and its people, without a way to
    reach them. `CONTACT`: phone, e-mail and address as well. `SPECIAL`: health and free text.
    """

    FIGURES = "figures"
    REFERRALS = "referrals"
    FAMILIES = "families"
    CONTACT = "contact"
    SPECIAL = "special"


OF_FAMILIES = frozenset({Sees.REFERRALS, Sees.FAMILIES, Sees.CONTACT, Sees.SPECIAL})
"""A plugin that sees any of these waits for the yes of the programme's own admin."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """The visiting card of a plugin.

    `key` names it everywhere: in addresses (`/p/<key>/`), in its schema (`plugin_<key>`) and in the
    logbook. `sees` is what it may see, `sees_in_words` the same for who switches it on.
    `in_child` asks for a process of its own, with a limit on time and memory, for what it renders
    and sends. Raises ValueError when something does not fit.
    """

    key: str
    name: Text
    summary: Text
    kind: Kind
    version: str
    sees: frozenset[Sees] = frozenset()
    sees_in_words: Text = ""
    options: type[Options] = Options
    icon: str = "puzzle"
    contract: int = CONTRACT
    in_child: bool = False

    def __post_init__(self) -> None:
        """Check the key, the words, and that contact comes with families or referrals."""
        if not KEY.fullmatch(self.key):
            raise ValueError(
                f"key {self.key!r}: use 2 to 30 small letters, digits and _, a letter first"
            )
        if not (self.name and self.summary and self.version):
            raise ValueError("name, summary and version may not be empty")
        if self.sees & OF_FAMILIES and not self.sees_in_words:
            raise ValueError("say in sees_in_words which data of families it sees")
        if not self.sees <= frozenset(Sees):
            raise ValueError("sees: take members of Sees")

    @property
    def needs_consent_of_admin(self) -> bool:
        """Whether it sees data of families, so that the programme's admin decides."""
        return bool(self.sees & OF_FAMILIES)
