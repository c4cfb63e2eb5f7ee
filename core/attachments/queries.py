"""The documents in the file of a role."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from core.accounts.queries import member_names
from core.attachments.models import Attachment, AttachmentState
from core.attachments.services import MOST_IN_A_FILE
from core.families.access import access_file
from core.families.models import FamilyRole
from core.web.forms.upload import MB
from core.work import Work


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A document in the list."""

    id: UUID
    name: str
    kind: str
    size: int
    added_on: date
    by: str
    state: AttachmentState
    is_deleted: bool

    @property
    def is_picture(self) -> bool:
        """Whether it is a photo."""
        return self.kind in ("jpg", "png")

    @property
    def in_words(self) -> str:
        """Its size: "2,4 MB" or "310 kB"."""
        if self.size >= MB:
            return f"{self.size / MB:.1f} MB".replace(".", ",")
        return f"{max(1, self.size // 1024)} kB"


@dataclass(frozen=True, slots=True)
class Attachments:
    """The documents of one file, the newest first, and how full the file is."""

    role: FamilyRole
    is_open: bool
    lines: tuple[AttachmentLine, ...]

    @property
    def megabytes(self) -> int:
        """How many MB are used."""
        return -(-sum(one.size for one in self.lines) // MB)

    @property
    def most(self) -> int:
        """How many MB fit."""
        return MOST_IN_A_FILE // MB


def attachments_of(work: Work, family_id: UUID, role: FamilyRole) -> Attachments:
    """Everything in the file of a role, and what was taken away today; as `access_file`."""
    file = access_file(work, family_id, role)
    rows = work.session.scalars(
        select(Attachment)
        .where(
            Attachment.family_id == family_id,
            Attachment.role == role,
            or_(Attachment.deleted_on.is_(None), Attachment.deleted_on == work.today),
        )
        .order_by(Attachment.added_on.desc(), Attachment.id.desc())
    ).all()
    names = member_names(work)
    lines = tuple(
        AttachmentLine(
            row.id, work.vault.open(Attachment.name, row.id, row.name), row.kind, row.size,
            row.added_on, names.get(row.author_id, "") if row.author_id else "",
            AttachmentState(row.state), row.deleted_on is not None,
        )
        for row in rows
    )  # fmt: skip
    return Attachments(role, file.closed_on is None, lines)
