"""The pages of documents: the list with the form, the document itself, away and back."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue as Answered

from core.accounts.policy import CASEWORK
from core.attachments import services
from core.attachments.kinds import MEDIA_TYPES
from core.attachments.models import Attachment
from core.attachments.queries import attachments_of
from core.attachments.schemas import AttachForm
from core.errors import Refused
from core.families.access import open_family
from core.families.heading import family_heading
from core.families.models import FamilyRole
from core.web.downloads import as_download
from core.web.forms import Form
from core.web.forms.upload import UploadedFile, body_for
from core.web.refusals import to
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

routes = Routes("attachments", __name__)
PATHS = {FamilyRole.ASKING: "vraag", FamilyRole.OFFERING: "steun"}
ROLES = {path: role for role, path in PATHS.items()}


@routes.form(
    "/gezinnen/<uuid:family_id>/bijlagen/<any(vraag, steun):role>", CASEWORK,
    max_body=body_for(services.MOST_BYTES),
)  # fmt: skip
def attachments(work: Work, family_id: UUID, role: str) -> Answered:
    """The documents in the file of a role, and the form that adds one."""
    open_family(work, family_id)
    found = attachments_of(work, family_id, ROLES[role])
    form = Form(AttachForm)

    def keep(data: dict[str, Any]) -> None:
        file: UploadedFile = data["file"]
        services.attach(work, family_id, ROLES[role], file.name, file.content)

    if carried_out(form, keep):
        flash(_("De bijlage is bewaard."), "ok")
        return to("attachments.attachments", family_id=family_id, role=role)
    heading = family_heading(work, family_id)
    page = render_template(
        "attachments/list.html", family=heading, found=found, form=form, role=role
    )
    return page, status_of(form)


@routes.page("/bijlagen/<uuid:attachment_id>", CASEWORK)
def download(work: Work, attachment_id: UUID) -> Answered:
    """The document, to keep on one's own device; never shown as a page."""
    try:
        name, kind, content = services.open_attachment(work, attachment_id)
    except Refused as waits:
        return render_template("attachments/waits.html", why=waits.message), 409
    return as_download(name, MEDIA_TYPES.get(kind, "application/octet-stream"), content)


@routes.action("/bijlagen/<uuid:attachment_id>/weg", CASEWORK)
def delete(work: Work, attachment_id: UUID) -> Answered:
    """Take a document away."""
    row = services.delete_attachment(work, attachment_id)
    flash(_("De bijlage is weg. Vandaag kunt u hem nog terughalen."), "ok")
    return _back(row)


@routes.action("/bijlagen/<uuid:attachment_id>/terug", CASEWORK)
def bring_back(work: Work, attachment_id: UUID) -> Answered:
    """Bring it back."""
    row = services.bring_back(work, attachment_id)
    flash(_("De bijlage is er weer."), "ok")
    return _back(row)


def _back(row: Attachment) -> Answered:
    role = PATHS[FamilyRole(row.role)]
    return to("attachments.attachments", family_id=row.family_id, role=role)
