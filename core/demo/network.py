"""Invented organisations round a programme: visited, thanked, and one not heard of for long."""

from datetime import timedelta
from uuid import UUID

from core.demo.people import SCHOOLS
from core.demo.town import Town
from core.network.models import VisitKind
from core.network.queries import unlinked
from core.network.services import (
    ContactDetails,
    PartnerDetails,
    VisitNote,
    add_contact,
    add_partner,
    link_suggested,
    note_visit,
)

REFERRING = tuple(
    (name, "childcare" if name.startswith("Kinderopvang") else "school", "intern begeleider")
    for name in SCHOOLS
)
OTHERS = (
    ("Sociaal team", "team", "teamleider"),
    ("Consultatiebureau Ooievaarsnest", "youth_health", "jeugdverpleegkundige"),
    ("Bibliotheek", "library", "medewerker jeugd"),
    ("Sportclub De Sprong", "sports_club", "bestuurslid"),
    ("Open Huis Kerk", "church", "diaken"),
    ("Huisartsenpraktijk De Linde", "practice", "praktijkondersteuner"),
    ("Wijkagent", "police", "wijkagent"),
)
NOTES = (
    (VisitKind.VISIT, "Koffie in de teamkamer. Zij denken aan ons bij de volgende ouderavond."),
    (VisitKind.TALK, "Gebeld over hoe aanmelden gaat. De folder ligt nu bij de balie."),
    (VisitKind.THANKS, "Gebak gebracht, met een kaartje van ons allemaal."),
)
UNHEARD_OF = ("Open Huis Kerk", "Wijkagent")


def meet_the_network(town: Town) -> None:
    """Put organisations in the network, two years of visits told short, and most names linked."""
    for number, (name, kind, function) in enumerate((*REFERRING, *OTHERS)):
        partner_id = _get_to_know(town, number, (name, kind, function))
        if name not in UNHEARD_OF:
            _keep_in_touch(town, number, partner_id)
    with town.on(town.today) as work:
        names = [one for one in unlinked(work) if one.suggested_id]
        # One name waits for the coordinator, so that the page to link names is not empty.
        link_suggested(work, [one.referrer_id for one in names[1:]])


def _get_to_know(town: Town, number: int, who: tuple[str, str, str]) -> UUID:
    name, kind, function = who
    person = town.people.staff()
    with town.on(town.today - timedelta(days=200 - number)) as work:
        partner_id = add_partner(work, PartnerDetails(name, kind, town.place()))
        details = ContactDetails(
            person,
            function,
            phone=f"+3160001{number:04d}",
            email=town.people.mail_address(person, _domain(name, town)) if number % 3 else "",
        )
        add_contact(work, partner_id, details)
    return partner_id


def _domain(name: str, town: Town) -> str:
    """Each organisation has a mail domain of its own: who shares one is taken for one of them."""
    return f"{''.join(letter for letter in name.lower() if letter.isalnum())}-{town.plan.slug}"


def _keep_in_touch(town: Town, number: int, partner_id: UUID) -> None:
    """One or two contacts; at some it was agreed to come back this week or the next."""
    for turn in range(1 + number % 2):
        kind, text = NOTES[(number + turn) % len(NOTES)]
        day = town.today - timedelta(days=6 + 7 * number + 60 * (1 - turn) * (number % 2))
        is_last = turn == number % 2
        comes_back = is_last and number in (1, 6)
        with town.on(day) as work:
            next_on = town.today + timedelta(days=number) if comes_back else None
            note_visit(work, partner_id, VisitNote(kind, day, text=text, next_on=next_on))
