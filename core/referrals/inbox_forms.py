"""The forms of the inbox: what to do with a referral, and its name after a talk."""

from typing import Any

from core.accounts.queries import caseworkers
from core.duplicates.noticing import AlikeFamily
from core.families.models import FamilyRole
from core.method.choice import pinned
from core.places.places import places_of
from core.referrals.deciding import answer_address, decline_reasons
from core.referrals.models import Referral, ReferralState
from core.referrals.opened import ReferralFacts
from core.web.forms import (
    Form,
    FormSchema,
    choice,
    consent,
    date_field,
    long_text,
    phone_or_mail,
    text,
    yes_no,
)
from core.wording import _, _l
from core.work import Work

ACCEPT, ASK, REFER_ON, DECLINE = "accepteren", "vragen", "doorverwijzen", "afwijzen"
LATER = "later"
NEW_FAMILY = "nieuw"
ELSEWHERE = "elders"


class NameForm(FormSchema):
    """The name of a family that was first discussed without one."""

    first_name = text(_l("Voornaam van de ouder"), missing=_l("Vul de voornaam in."), max_length=60)
    contact = phone_or_mail(
        _l("Telefoonnummer of e-mailadres"),
        missing=_l("Vul een telefoonnummer of een e-mailadres in."),
    )
    message_safe = yes_no(
        _l("Is het veilig om een bericht achter te laten?"), no=_l("Nee, of dat weet ik niet")
    )
    consent = consent(
        _l("Toestemming"), _l("Het gezin weet hiervan en vindt het goed dat wij dit bewaren.")
    )


def decision_form(
    work: Work, referral: Referral, facts: ReferralFacts, known: tuple[AlikeFamily, ...]
) -> Form:
    """The form with what can be decided about this referral, and what each choice needs."""
    options = _options(facts)
    fields: dict[str, Any] = {}
    if facts.named:
        fields |= _accepting(work, facts, known)
    if facts.referrer:
        fields["question"] = long_text(
            _l("Wat wilt u weten?"), hint=_question_hint(work, referral),
            rows=3, depends_on=("decision", ASK),
        )  # fmt: skip
    if _may_wait(facts):
        fields["again_on"] = date_field(
            _l("Vanaf wanneer vraagt u het opnieuw?"), hint=_l("Bijvoorbeeld 1-3-2027"),
            missing=_l("Kies een dag na vandaag, binnen een jaar."), depends_on=("decision", LATER),
        )  # fmt: skip
    fields |= _sending_on(work, referral) | _declining(work, referral)
    if answer_address(work, referral):
        fields |= _messages(facts)
    decide = choice(
        _l("Wat wilt u doen?"), options, missing=_l("Kies wat u wilt doen."), wide=False
    )
    schema = type("DecisionForm", (FormSchema,), {"decision": decide, **fields})
    chosen = str(work.actor.id) if work.actor.id else None
    initial = {"coordinator_id": chosen, "family_name": facts.family_name, "family_id": NEW_FAMILY}
    if len(places := _places(work)) == 1:
        initial["place"] = places[0][0]
    return Form(schema, initial)


def _options(facts: ReferralFacts) -> list[tuple[str, Any]]:
    """What can be chosen: without a name there is no file, without a referrer no question."""
    options: list[tuple[str, Any]] = []
    if facts.named:
        options.append((ACCEPT, _l("Dossier maken en intake plannen")))
    if facts.referrer:
        options.append((ASK, _l("Eerst een vraag stellen aan de verwijzer")))
    if _may_wait(facts):
        options.append((LATER, _l("Nu even niet: later opnieuw vragen")))
    options.append((REFER_ON, _l("Doorverwijzen: andere hulp past beter")))
    options.append((DECLINE, _l("Past niet bij ons: afwijzen met een reden")))
    return options


def _may_wait(facts: ReferralFacts) -> bool:
    """Whether somebody may be asked again later: who offers support, before it is decided."""
    return facts.role is FamilyRole.OFFERING and facts.state is ReferralState.NEW


def _accepting(work: Work, facts: ReferralFacts, known: tuple[AlikeFamily, ...]) -> dict[str, Any]:
    when = ("decision", ACCEPT)
    fields: dict[str, Any] = {}
    when_new = when
    if known:
        # Who is here already has a name and a place.
        when_new = ("family_id", NEW_FAMILY)
        families = [(str(family.family_id), _known_label(family)) for family in known]
        fields["family_id"] = choice(
            _l("Is dit een gezin dat er al is?"),
            [(NEW_FAMILY, _l("Nee, maak een nieuw dossier")), *families],
            depends_on=when,
        )
    people = [(str(member.id), member.name) for member in caseworkers(work)]
    return fields | {
        "family_name": text(
            _l("Naam van het gezin"),
            hint=_l("Meestal de achternaam. Zo vindt u het gezin terug."),
            missing=_l("Vul de naam van het gezin in."),
            max_length=80,
            depends_on=when_new,
        ),
        "place": choice(
            _l("Woonplaats"),
            [*_places(work), (ELSEWHERE, _l("Een andere plaats"))],
            select=True,
            missing=_l("Kies de woonplaats."),
            depends_on=when_new,
        ),
        "place_elsewhere": text(
            _l("Welke plaats?"),
            missing=_l("Vul de woonplaats in."),
            max_length=60,
            depends_on=("place", ELSEWHERE),
        ),
        "coordinator_id": choice(
            _l("Wie wordt de coördinator?"), people, select=True, depends_on=when
        ),
    }


def _places(work: Work) -> list[tuple[str, str]]:
    return [(place.name, place.name) for place in places_of(work.tenant.area_code)]


def _known_label(family: AlikeFamily) -> str:
    return _("Ja: %(name)s", name=", ".join(filter(None, (family.name, family.place))))


def _question_hint(work: Work, referral: Referral) -> str:
    if answer_address(work, referral):
        return _("Wij mailen dit aan de verwijzer. Noem het gezin niet bij naam.")
    return _("Er is geen e-mailadres: bel de verwijzer. Uw vraag blijft hier staan.")


def _sending_on(work: Work, referral: Referral) -> dict[str, Any]:
    method = pinned(work, referral.variant, referral.variant_version)
    when = ("decision", REFER_ON)
    return {
        "destination": choice(
            _l("Waarheen?"),
            [(place.key, place.label) for place in method.refer_on_destinations],
            select=True,
            missing=_l("Kies waarheen u verwijst."),
            depends_on=when,
        ),
        "refer_note": _note(when),
    }


def _declining(work: Work, referral: Referral) -> dict[str, Any]:
    when = ("decision", DECLINE)
    return {
        "reason": choice(
            _l("Waarom past het niet?"),
            [(reason.key, reason.label) for reason in decline_reasons(work, referral)],
            select=True,
            missing=_l("Kies een reden."),
            depends_on=when,
        ),
        "decline_note": _note(when),
    }


def _note(when: tuple[str, str]) -> Any:
    return long_text(_l("Notitie voor u en uw collega's"), required=False, rows=2, depends_on=when)


def _messages(facts: ReferralFacts) -> dict[str, Any]:
    label = _l("Bericht aan de verwijzer") if facts.referrer else _l("Bericht aan het gezin")
    hint = _l("Per mail. Zonder naam en zonder details over het gezin.")
    pairs = (("accept", ACCEPT), ("refer", REFER_ON), ("decline", DECLINE))
    return {
        f"{name}_message": long_text(
            label, hint=hint, required=False, rows=2, depends_on=("decision", value)
        )
        for name, value in pairs
        if facts.named or value != ACCEPT
    }
