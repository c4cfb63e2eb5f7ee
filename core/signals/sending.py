"""One sending of a worry from a public page: known again when it comes twice, and slowed down."""

from uuid import UUID

from flask import current_app, request

from core.public.doors import MARK
from core.referrals.references import submission_id
from core.web.forms import Form, hidden_inputs
from core.web.throttle import Throttle
from core.wording import _
from core.work import Work


def sending_id(work: Work, form: Form) -> UUID | None:
    """The id of this sending; None, with a message, when it cannot be taken now."""
    answers: dict[str, list[str]] = {}
    for name, value in hidden_inputs(form):
        answers.setdefault(name, []).append(value.replace("\r\n", "\n"))
    found = submission_id(work, request.form.get(MARK, ""), answers)
    if found is None:
        form.add_error(None, _("Er is nog niets verstuurd. Verstuur het nog een keer."))
        return None
    counter: Throttle = current_app.extensions.setdefault("signal_throttle", Throttle())
    if not counter.admit(work.tenant.id, request.remote_addr):
        form.add_error(
            None,
            _(
                "Vanaf uw netwerk kwamen heel veel berichten. Er is niets verstuurd. Bel ons, of "
                "bel Veilig Thuis: 0800 2000."
            ),
        )
        return None
    return found
