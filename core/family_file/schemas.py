"""The forms of the family pages; those with choices from the file are made for one family."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from core.accounts.queries import Colleague
from core.families.consents import PURPOSE_LABELS
from core.families.files import CLOSE_REASONS, HANDED_OVER
from core.families.heading import FamilyHeading, Person
from core.families.models import Appointment, AppointmentKind, ContactWay, FamilyRole, MemberKind
from core.family_file.family_couplings import CouplingLine
from core.family_file.overview import FollowUp
from core.languages import LANGUAGES
from core.places.places import places_of
from core.web.formats import short_date
from core.web.forms import (
    Form,
    FormSchema,
    choice,
    choices,
    date_field,
    long_text,
    mail,
    phone,
    postcode4,
    text,
    time_field,
    yes_no,
)
from core.wording import _, _l

Questions = dict[str, object]
"""The fields of a form by name, in the order in which they are asked."""
WAY_CHOICES = (
    (ContactWay.PHONE.value, _l("Telefoon")),
    (ContactWay.VISIT.value, _l("Bezoek")),
    (ContactWay.MESSAGE.value, _l("Bericht")),
)
KIND_CHOICES = (
    (AppointmentKind.INTAKE.value, _l("Intake")),
    (AppointmentKind.TALK.value, _l("Gesprek")),
    (AppointmentKind.INTRODUCTION.value, _l("Kennismaking")),
    (AppointmentKind.EVALUATION.value, _l("Evaluatie")),
)
MEMBER_CHOICES = (
    (MemberKind.PARENT.value, _l("Ouder")),
    (MemberKind.CHILD.value, _l("Kind")),
    (MemberKind.ADULT.value, _l("Andere volwassene")),
)
ROLE_CHOICES = (
    (FamilyRole.ASKING.value, _l("Vraaggezin")),
    (FamilyRole.OFFERING.value, _l("Steungezin")),
)
ELSEWHERE = "elders"
WHOLE_FAMILY = "gezin"


class ReasonForm(FormSchema):
    """Why a file is opened, by who it is not of."""

    reason = long_text(_l("Waarom opent u dit dossier?"), rows=3, max_length=500)


class ReopenForm(FormSchema):
    """Why a closed file goes on."""

    reason = long_text(_l("Waarom gaat het dossier weer open?"), rows=3, max_length=500)


class MemberForm(FormSchema):
    """A person in a family."""

    kind = choice(_l("Wie is dit?"), MEMBER_CHOICES)
    first_name = text(_l("Voornaam"), max_length=60)
    last_name = text(_l("Achternaam"), max_length=80, required=False)
    born_on = date_field(_l("Geboortedatum"), required=False, hint=_l("Bijvoorbeeld 4-12-2016"))
    lives_elsewhere = yes_no(_l("Woont op een ander adres?"), required=False)
    phone = phone(_l("Telefoonnummer"), required=False, autocomplete="off")
    email = mail(_l("E-mailadres"), required=False, autocomplete="off")
    message_safe = yes_no(
        _l("Is het veilig om een bericht achter te laten?"),
        required=False,
        hint=_l("Bijvoorbeeld voicemail of WhatsApp."),
    )
    note = long_text(
        _l("Goed om te weten"),
        rows=3,
        required=False,
        hint=_l("Bijvoorbeeld: houdt van bouwen. Schrijf hier niets over gezondheid."),
    )


class HealthForm(FormSchema):
    """What is noted about a person's health."""

    health = long_text(
        _l("Wat moet het andere gezin of u weten over gezondheid?"),
        required=False,
        hint=_l("Bijvoorbeeld een allergie. Alleen wat nodig is. Leeg maken wist de tekst."),
    )


def family_form(area_code: str, place: str, initial: Mapping[str, object]) -> Form:
    """What is known of a household, with the places of the programme's area to choose from."""
    known = [(found.name, found.name) for found in places_of(area_code)]
    inside = place in {name for name, _label in known}
    fields = {
        "name": text(_l("Naam van het gezin"), max_length=80, hint=_l("Zonder het woord gezin.")),
        "place": choice(
            _l("Woonplaats"), [*known, (ELSEWHERE, _l("Een andere plaats"))], select=True
        ),
        "place_elsewhere": text(
            _l("Welke plaats?"), max_length=60, depends_on=("place", ELSEWHERE)
        ),
        "postcode4": postcode4(_l("De vier cijfers van de postcode"), required=False),
        "address": long_text(_l("Adres"), rows=2, max_length=200, required=False),
        "language": choice(_l("Taal"), LANGUAGES, select=True),
        "reciprocity": long_text(
            _l("Wat kan dit gezin terugdoen?"),
            rows=3,
            required=False,
            hint=_l("Bijvoorbeeld: kookt graag een keer voor het andere gezin."),
        ),
    }
    start = {**initial, "place": place if inside else (ELSEWHERE if place else None)}
    return Form(
        type("FamilyForm", (FormSchema,), fields),
        start | ({} if inside else {"place_elsewhere": place}),
    )


def contact_form(
    heading: FamilyHeading,
    people: Sequence[Person],
    couplings: Sequence[CouplingLine],
    today: date,
    coupling_id: UUID | None = None,
    follow_ups: Sequence[FollowUp] = (),
    finished: UUID | None = None,
) -> Form:
    """A note of a contact, ready to be filled in within seconds.

    Of the `follow_ups` those that are due can be ticked off with it: nothing is but what the
    coordinator ticks, or came here for (`finished`).
    """
    due = [one for one in follow_ups if one.on_date <= today]
    running = [line for line in couplings if line.is_running]
    fields = {
        **_what_was_said(people, running),
        **_about_which(running),
        **_what_is_done(due),
        **_whose_file(heading),
    }
    about = coupling_id or (running[0].id if len(running) == 1 else None)
    start = {
        "way": ContactWay.PHONE,
        "with_whom": [str(person.id) for person in people[:1]],
        "on_date": today,
        "coupling": str(about) if about in {line.id for line in running} else None,
        "role": heading.shown_roles[0],
        "done": [str(one.id) for one in due if one.id == finished],
    }
    return Form(type("ContactForm", (FormSchema,), fields), start)


def _what_was_said(people: Sequence[Person], running: Sequence[CouplingLine]) -> Questions:
    """With the family's own people to choose from, and the families that it is coupled with."""
    names = [(str(person.id), person.first_name) for person in people]
    names += [(str(line.id), _other_family(line)) for line in running]
    return {
        "way": choice(_l("Hoe"), WAY_CHOICES, wide=True),
        "with_whom": choices(_l("Met"), names, wide=True, required=False),
        "with_other": text(_l("Iemand anders"), max_length=60, required=False),
        "text": long_text(
            _l("Wat is besproken?"), hint=_l("Schrijf het zo op dat het gezin mag meelezen.")
        ),
        "follow_up_on": date_field(_l("Kom hierop terug op"), required=False),
        "on_date": date_field(_l("Datum van het contact")),
    }


def _about_which(running: Sequence[CouplingLine]) -> Questions:
    if not running:
        return {}
    about = [(str(line.id), line.title) for line in running]
    label, none = _l("Gaat over"), _l("Het gezin zelf")
    return {"coupling": choice(label, about, select=True, required=False, empty=none)}


def _what_is_done(due: Sequence[FollowUp]) -> Questions:
    if not due:
        return {}
    promised = [(str(one.id), _promised(one)) for one in due]
    return {"done": choices(_l("Hiermee afgehandeld"), promised, wide=True, required=False)}


def _whose_file(heading: FamilyHeading) -> Questions:
    if len(heading.shown_roles) == 1:
        return {}
    return {"role": choice(_l("Bij welk dossier?"), ROLE_CHOICES, wide=True)}


def _promised(follow_up: FollowUp) -> str:
    day, said = short_date(follow_up.on_date), short_date(follow_up.noted_on)
    return _("Terugkomen op %(day)s, na het contact van %(said)s", day=day, said=said)


def _other_family(line: CouplingLine) -> str:
    asks = line.side is FamilyRole.ASKING
    return line.offering_name if asks else line.asking_name


def appointment_form(
    heading: FamilyHeading, couplings: Sequence[CouplingLine], had_intake: bool
) -> Form:
    """A talk to plan; the first one is the intake."""
    running = [(str(line.id), line.title) for line in couplings if line.is_running]
    fields = {
        "kind": choice(_l("Waarvoor?"), KIND_CHOICES, wide=True),
        "on_date": date_field(_l("Datum")),
        "at_time": time_field(_l("Tijd"), required=False),
        "where": text(
            _l("Waar?"), max_length=120, required=False, hint=_l("Bijvoorbeeld: bij hen thuis.")
        ),
    }
    if running:
        fields["coupling"] = choice(
            _l("Gaat over"), running, select=True, required=False, empty=_l("Het gezin zelf")
        )
    if len(heading.shown_roles) > 1:
        fields["role"] = choice(_l("Bij welk dossier?"), ROLE_CHOICES, wide=True)
    kind = AppointmentKind.TALK if had_intake else AppointmentKind.INTAKE
    start = {"kind": kind, "role": heading.shown_roles[0]}
    return Form(type("AppointmentForm", (FormSchema,), fields), start)


def move_form(talk: Appointment) -> Form:
    """Another day, hour or place for a talk."""
    fields = {
        "on_date": date_field(_l("Nieuwe datum")),
        "at_time": time_field(_l("Tijd"), required=False),
        "where": text(_l("Waar?"), max_length=120, required=False),
    }
    known = {"on_date": talk.on_date, "at_time": talk.at_time, "where": talk.where}
    return Form(type("MoveForm", (FormSchema,), fields), known)


def consent_form(people: Sequence[Person]) -> Form:
    """A yes: for what, for whom, and who says it."""
    named = [(str(person.id), _with_age(person)) for person in people]
    fields = {
        "purpose": choice(_l("Waarvoor?"), tuple(PURPOSE_LABELS.items()), select=False),
        "person": choice(
            _l("Voor wie?"), [(WHOLE_FAMILY, _l("Het hele gezin")), *named], select=True
        ),
        "givers": choices(
            _l("Wie zegt ja?"),
            named,
            hint=_l("Onder 12 jaar een ouder. Van 12 tot en met 15 beiden. Vanaf 16 zelf."),
        ),
    }
    return Form(type("ConsentForm", (FormSchema,), fields))


def _with_age(person: Person) -> str:
    if person.age is None:
        return person.first_name
    return str(_("%(name)s (%(age)s jaar)", name=person.first_name, age=person.age))


def close_form(role: FamilyRole, *, was_handed_over: bool = False) -> Form:
    """Why the file of a role closes."""
    reasons = [
        (key, words)
        for key, words in CLOSE_REASONS[role].items()
        if was_handed_over or key != HANDED_OVER
    ]
    fields = {"reason": choice(_l("Waarom sluit het dossier?"), reasons, select=False)}
    return Form(type("CloseForm", (FormSchema,), fields))


def coordinator_form(known: Sequence[Colleague], current: UUID | None) -> Form:
    """Who works with this family from now on."""
    offered = [(str(member.id), member.name) for member in known]
    fields = {
        "coordinator": choice(
            _l("Coördinator"), offered, select=True, required=False, empty=_l("Nog niemand")
        )
    }
    start = {"coordinator": str(current) if current else None}
    return Form(type("CoordinatorForm", (FormSchema,), fields), start)
