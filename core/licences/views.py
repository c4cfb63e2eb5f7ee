"""How far a programme follows the method, and what the Stichting shares to help with it."""

from uuid import UUID

from flask import Response, g, render_template

from core.accounts.models import Role
from core.accounts.policy import CASEWORK, FIGURES
from core.attachments.kinds import MEDIA_TYPES
from core.calendar.half_years import closed_until
from core.figures.queries import fidelity
from core.licences.library import read_document, read_file, shared_documents
from core.licences.notice import for_pages
from core.web.downloads import as_download
from core.web.routes import Routes, office
from core.work import Work

routes = Routes("licences", __name__)
routes.blueprint.app_context_processor(for_pages)


@routes.page("/cijfers/methode", FIGURES)
def follow_method(work: Work) -> str:
    """Three shares in words and a bar; the gemeente sees closed half-years and no small number."""
    exact = g.account.role is not Role.GEMEENTE
    until = work.today if exact else closed_until(work.today)
    with office().reporting(work) as report:
        found = fidelity(report, until)
    return render_template("licences/follow_method.html", found=found, is_exact=exact)


@routes.page("/methode", CASEWORK)
def documents(work: Work) -> str:
    """What the Stichting shares."""
    return render_template("licences/documents.html", documents=shared_documents(work))


@routes.page("/methode/<uuid:document_id>", CASEWORK)
def document(work: Work, document_id: UUID) -> str:
    """One document."""
    return render_template("licences/document.html", found=read_document(work, document_id))


@routes.page("/methode/<uuid:document_id>/bestand", CASEWORK)
def document_file(work: Work, document_id: UUID) -> Response:
    """The file of one document."""
    file = read_file(work, document_id)
    return as_download(file.name, MEDIA_TYPES[file.kind], file.content)
