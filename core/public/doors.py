"""The doors of a tenant: what each asks and how what is filled in gets sent, once."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import current_app, request, url_for
from marshmallow import fields

from core.bsn import without_bsn
from core.families.models import FamilyRole
from core.method.variant import MethodVariant
from core.referrals.draft import ASK_DOOR, OFFER_DOOR
from core.referrals.references import submission_id
from core.referrals.schemas import ask_form, offer_form
from core.web.forms import Form, FormSchema, hidden_inputs
from core.web.throttle import Throttle
from core.wording import Text, _, _l
from core.work import Work

TRAP = "website"
"""A field that people do not see; only machines fill it in."""
MARK = "verzending"
STEP = "stap"
PROFILE, LATER = "zoekprofiel", "later"
"""The code of the search profile that somebody answers, and whether to ask again in spring."""
CHECK, CHANGE, SEND = "controleren", "wijzigen", "versturen"


@dataclass(frozen=True, slots=True)
class Door:
    """A door for families."""

    endpoint: str
    title: Text
    schema: Callable[[MethodVariant], type[FormSchema]]
    role: FamilyRole
    channel_key: str
    house: str
    later: Text

    @property
    def address(self) -> str:
        """Where its page is."""
        return url_for(self.endpoint)


ASK = Door(
    "public.ask", _l("Ik zoek steun"), ask_form, FamilyRole.ASKING, ASK_DOOR, "request",
    _l("Wanneer zou steun helpen?"),
)  # fmt: skip
OFFER = Door(
    "public.offer", _l("Ik wil steun geven"), offer_form, FamilyRole.OFFERING, OFFER_DOOR,
    "support", _l("Wanneer zou het u uitkomen?"),
)  # fmt: skip


def take(form: Form) -> bool:
    """Take what was posted, without any BSN; returns whether it is all right."""
    good = form.submit(request.form)
    if good and request.form.get(TRAP):
        form.add_error(
            None,
            _("Een deel van het formulier was al ingevuld. Controleer alles en verstuur opnieuw."),
        )
        good = False
    return good


def drop_bsn(form: Form) -> bool:
    """Take each BSN out of the texts that were typed; returns whether there was one."""
    before = {name: list(values) for name, values in form.raw.items()}
    for name, field in form.schema.load_fields.items():
        if isinstance(field, fields.String) and name in form.raw:
            form.raw[name] = [without_bsn(value) for value in form.raw[name]]
            form.data[name] = form.data.get(name) and without_bsn(form.data[name])
    return form.raw != before


def sending_id(work: Work, form: Form) -> UUID | None:
    """The id of this sending; None, with a message, when it cannot be taken now."""
    answers: dict[str, list[str]] = {}
    for name, value in hidden_inputs(form):
        answers.setdefault(name, []).append(value.replace("\r\n", "\n"))
    found = submission_id(work, request.form.get(MARK, ""), answers)
    if found is None:
        form.add_error(None, _("Controleer alles nog een keer en verstuur het dan."))
        return None
    if not throttle().admit(work.tenant.id, request.remote_addr):
        form.add_error(
            None,
            _(
                "Vanaf uw netwerk kwamen heel veel aanmeldingen. Er is niets verstuurd. Wacht een "
                "kwartier en verstuur het dan opnieuw, of bel ons."
            ),
        )
        return None
    return found


def throttle() -> Throttle:
    """The counter of this process."""
    counter: Throttle = current_app.extensions.setdefault("sign_up_throttle", Throttle())
    return counter
