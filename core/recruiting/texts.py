"""The text of a version: what people read, kept sealed, and the digest that an approval is of."""

import hashlib
import json
from dataclasses import asdict, dataclass
from uuid import UUID

from core.recruiting.models import SearchProfileVersion
from core.work import Work
from tenants.sealing import Sealed


@dataclass(frozen=True, slots=True)
class PublicText:
    """Every word of a profile that is shown in public."""

    title: str
    lines: tuple[str, ...]
    seeks: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All of it, a sentence a line, as it is checked and read aloud."""
        return "\n".join((self.title, *self.lines, *self.seeks, *self.gives))

    @property
    def digest(self) -> bytes:
        """What an approval is of: it differs as soon as one word does."""
        told = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).digest()


def read_text(work: Work, version_id: UUID, title: Sealed, body: Sealed) -> PublicText:
    """The text of a version, opened."""
    opened = json.loads(work.vault.open(SearchProfileVersion.body, version_id, body))
    return PublicText(
        work.vault.open(SearchProfileVersion.title, version_id, title),
        *(tuple(opened[part]) for part in ("lines", "seeks", "gives")),
    )


def keep_text(work: Work, version: SearchProfileVersion, text: PublicText) -> None:
    """Seal a text into its version."""
    seal = work.vault.seal
    version.title = seal(SearchProfileVersion.title, version.id, text.title)
    parts = {"lines": text.lines, "seeks": text.seeks, "gives": text.gives}
    told = json.dumps(parts, ensure_ascii=False)
    version.body = seal(SearchProfileVersion.body, version.id, told)
