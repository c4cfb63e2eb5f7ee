"""The forms of a member's calendar and of office hours."""

from collections.abc import Iterable
from typing import Any

from core.accounts.queries import Colleague
from core.agenda.models import Rhythm
from core.agenda.office_hours import WeeklyHours
from core.calendar.dayparts import DAYS
from core.web.forms import Form, FormSchema, choice, date_field, text, time_field
from core.wording import _l

RHYTHMS = (
    (Rhythm.DAILY.value, _l("Elke dag: vandaag en morgen")),
    (Rhythm.WEEKLY.value, _l("Elke maandag: de hele week")),
    (Rhythm.NONE.value, _l("Geen mail")),
)


class DeviceForm(FormSchema):
    """A device that gets the calendar."""

    name = text(
        _l("Welk apparaat?"), max_length=40, autocomplete="off",
        hint=_l("Bijvoorbeeld: mijn telefoon. Zo weet u later welke u intrekt."),
    )  # fmt: skip


class RhythmForm(FormSchema):
    """How often to be reminded."""

    rhythm = choice(_l("Hoe vaak wilt u een mail?"), RHYTHMS)


class ClosedForm(FormSchema):
    """A day without office hours."""

    on_date = date_field(_l("Op welke dag is het spreekuur dicht?"))


def hours_form(people: Iterable[Colleague], known: WeeklyHours | None = None) -> Form:
    """When and where people can walk in, and who is there."""
    offered = [(str(person.id), person.name) for person in people]
    if known and known.member_id and known.is_left:
        offered.append((str(known.member_id), known.member_name))
    days = [(str(number), day) for number, day in enumerate(DAYS)]
    fields = {
        "weekday": choice(_l("Op welke dag?"), days, select=True),
        "from_time": time_field(_l("Van"), hint=_l("Bijvoorbeeld 9.00")),
        "till_time": time_field(_l("Tot"), hint=_l("Bijvoorbeeld 11.00")),
        "place": text(
            _l("Waar?"), max_length=120, hint=_l("Bijvoorbeeld: bibliotheek, Kerkplein 2")
        ),
        "note": text(
            _l("Goed om te weten"), max_length=200, required=False,
            hint=_l("Bijvoorbeeld: de koffie staat klaar. Iedereen kan dit lezen."),
        ),
        "member": choice(
            _l("Wie zit er?"), offered, select=True, required=False,
            empty=_l("Wisselt"), hint=_l("Bij deze collega komt het in de agenda."),
        ),
    }  # fmt: skip
    return Form(type("HoursForm", (FormSchema,), fields), _typed(known) if known else {})


def _typed(known: WeeklyHours) -> dict[str, Any]:
    return {
        "weekday": str(known.weekday),
        "from_time": known.from_time,
        "till_time": known.till_time,
        "place": known.place,
        "note": known.note,
        "member": str(known.member_id) if known.member_id else None,
    }
