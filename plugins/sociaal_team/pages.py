"""The agenda of the meetings, and a case on it."""

from pathlib import Path
from uuid import UUID

from core.extension import Asked, Call, PluginPages, Sent, Shown, Who, _, _l
from core.extension.forms import Form, FormSchema, answered, choice, long_text
from plugins.sociaal_team import agenda

PAGES = PluginPages(templates=str(Path(__file__).parent / "templates"))


class OutcomeForm(FormSchema):
    """What the meeting decided."""

    outcome = choice(_l("Wat besloot de vergadering?"), agenda.OUTCOMES)
    note = long_text(
        _l("Afspraak of reden"),
        hint=_l("Kort. Alleen wie met gezinnen werkt, leest dit."),
        required=False,
        max_length=1000,
        rows=3,
    )


@PAGES.page("/agenda", Who.CASEWORK)
def show_agenda(call: Call, _asked: Asked) -> Shown:
    """What waits for a meeting, and what was decided."""
    values = {"waiting": agenda.to_speak_of(call), "decided": agenda.decided(call)}
    return Shown("sociaal_team/agenda.html", values)


@PAGES.page("/agenda/<uuid:item_id>", Who.CASEWORK, takes_post=True)
def show_case(call: Call, asked: Asked, item_id: UUID) -> Shown | Sent:
    """A case, with the form for what the meeting decided."""
    case = agenda.find(call, item_id)
    form = Form(OutcomeForm, {"note": case.note})
    if answered(form, asked):
        agenda.record(call, item_id, form.data["outcome"], form.data["note"] or "")
        return Sent("show_agenda", told=_("Wat de vergadering besloot, is bewaard."))
    values = {"case": case, "form": form}
    return Shown("sociaal_team/case.html", values, 422 if form.submitted else 200)
