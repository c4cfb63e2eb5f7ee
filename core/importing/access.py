"""Whose an import is: who brought the file, and the admins."""

from uuid import UUID

from sqlalchemy import ColumnElement, true

from core.accounts.models import Role
from core.errors import NotFound
from core.importing.models import FamilyImport
from core.work import Work


def access_import(work: Work, import_id: UUID) -> FamilyImport:
    """The import, when this member brought it or is an admin; raises NotFound."""
    row = work.find(FamilyImport, import_id)
    if work.actor.role != Role.ADMIN and row.uploaded_by != work.actor.id:
        raise NotFound("family_import")
    return row


def mine(work: Work) -> ColumnElement[bool]:
    """Which imports this member sees in the list."""
    if work.actor.role == Role.ADMIN:
        return true()
    return FamilyImport.uploaded_by == work.actor.id
