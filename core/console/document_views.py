"""The library of the method at the console."""

from uuid import UUID

from flask import flash, render_template

from core.accounts.policy import OPERATORS, STICHTING
from core.attachments.kinds import MEDIA_TYPES
from core.console import documents
from core.console.desk import ConsoleDesk
from core.console.document_files import MOST_BYTES, has_file, open_file
from core.console.routes import routes
from core.console.schemas import document_form
from core.web import refusals
from core.web.downloads import as_download
from core.web.forms import Form
from core.web.forms.upload import body_for
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _


@routes.page("/bibliotheek", OPERATORS)
def library(desk: ConsoleDesk) -> str:
    """Everything that is shared."""
    found = documents.list_documents(desk)
    return render_template("console/library.html", documents=found, may_write=desk.scope is None)


@routes.page("/bibliotheek/<uuid:document_id>/bestand", OPERATORS)
def document_file(desk: ConsoleDesk, document_id: UUID) -> Answer:
    """The file of a document."""
    documents.access_document(desk, document_id)
    file = open_file(desk, document_id)
    return as_download(file.name, MEDIA_TYPES[file.kind], file.content)


@routes.form("/bibliotheek/nieuw", STICHTING, max_body=body_for(MOST_BYTES))
def new_document(desk: ConsoleDesk) -> Answer:
    """Share a document."""
    form = Form(document_form(desk.plugins))
    if carried_out(form, lambda data: documents.add_document(desk, **data)):
        flash(_("Het document staat in de bibliotheek."), "ok")
        return refusals.to("console.library")
    return render_template("console/document_form.html", form=form), status_of(form)


@routes.form("/bibliotheek/<uuid:document_id>/wijzigen", STICHTING, max_body=body_for(MOST_BYTES))
def change_document(desk: ConsoleDesk, document_id: UUID) -> Answer:
    """Write a document anew."""
    row = documents.access_document(desk, document_id)
    known = {"title": row.title, "kind": row.kind, "variant": row.variant, "text": row.text}
    form = Form(document_form(desk.plugins, has_file=has_file(desk, document_id)), known)
    if carried_out(form, lambda data: documents.change_document(desk, document_id, **data)):
        flash(_("Het document is bewaard."), "ok")
        return refusals.to("console.library")
    page = render_template(
        "console/document_form.html", form=form, document_id=document_id, title_now=known["title"]
    )
    return page, status_of(form)


@routes.action("/bibliotheek/<uuid:document_id>/intrekken", STICHTING)
def withdraw_document(desk: ConsoleDesk, document_id: UUID) -> Answer:
    """Take a document out of the library."""
    documents.withdraw_document(desk, document_id)
    flash(_("Het document is weg uit de bibliotheek."), "ok")
    return refusals.to("console.library")
