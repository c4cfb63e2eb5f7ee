"""Where an organisation without a system fetches a hand-over, once, with its code."""

from uuid import UUID

from flask import Response, render_template, request

from core.accounts.doors import count_attempt
from core.accounts.policy import PUBLIC
from core.accounts.throttle import TooManyAttempts
from core.programme.queries import programme
from core.suppliers.one_time import LinkIsOver, WrongCode, fetch, look, read_reference
from core.suppliers.routes import routes
from core.suppliers.schemas import CodeForm
from core.web.forms import Form
from core.web.guessing import missed
from core.web.refusals import Answer
from core.web.submitting import status_of
from core.wording import _
from core.work import Work

GONE, TOO_MANY = 410, 429
COUNTED = "supplier_link"


@routes.form("/ophalen/<reference>", PUBLIC)
def fetch_package(work: Work, reference: str) -> Answer:
    """Ask for the code; looking alone opens nothing, as programs look at links in mails."""
    link_id = read_reference(work, reference)
    if link_id is None:
        raise missed(work, "supplier_link")
    form = Form(CodeForm)
    try:
        until = look(work, link_id)
        if request.method == "POST" and form.submit(request.form):
            return _opened(work, link_id, form.data["code"])
    except LinkIsOver:
        return render_template("suppliers/gone.html", programme=programme(work)), GONE
    except WrongCode:
        form.add_error("code", _("Deze code klopt niet. Kijk hem na, of bel de coördinator."))
    except TooManyAttempts as many:
        form.add_error("code", many.message)
        return _page(work, form, until), TOO_MANY
    return _page(work, form, until), status_of(form)


def _opened(work: Work, link_id: UUID, code: str) -> Response:
    """The file, and nothing that says of whom it is outside of it."""
    counted = count_attempt(COUNTED, link_id.hex)
    content = fetch(work, link_id, code)
    counted.forget(link_id.hex, request.remote_addr)
    headers = {
        "Content-Disposition": "attachment; filename=overdracht.pdf",
        "Cache-Control": "no-store",
    }
    return Response(content, mimetype="application/pdf", headers=headers)


def _page(work: Work, form: Form, until: object) -> str:
    return render_template(
        "suppliers/fetch.html", programme=programme(work), form=form, until=until
    )
