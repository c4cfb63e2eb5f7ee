"""Invented couplings: from the proposal to the phase in which the story leaves them."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import select

from core.couplings.services import (
    end_coupling,
    make_definitive,
    note_agreements,
    record_answer,
    start_introduction,
    start_trial,
)
from core.demo.asking import AskingFamily
from core.demo.offering import OfferingFamily
from core.demo.town import Town
from core.evaluations.models import Evaluation, EvaluationState
from core.evaluations.services import record_evaluation_answer
from core.families.models import ContactWay, FamilyRole
from core.families.services import ContactNote, note_contact
from core.matching.services import propose
from core.method.standard import standard

NOTES = (
    "Eerste middag ging goed. Het kind vroeg of het vaker mag.",
    "Samen gegeten en buiten gespeeld. Moeder heeft even kunnen slapen.",
    "Even gebeld. Het loopt, beide gezinnen zijn tevreden.",
    "Bezoek bij het steungezin. Het kind heeft er een eigen kapstokje.",
)
TRIAL = standard().trial
REASON = "Beide gezinnen willen dit graag. Wij hebben het besproken."
SIDES = (FamilyRole.ASKING, FamilyRole.OFFERING)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two families of the story."""

    asking: AskingFamily
    offering: OfferingFamily


def choose(town: Town, pair: Pair, day: date) -> UUID:
    """Propose the pair; returns the proposal."""
    with town.on(day) as work:
        return propose(work, pair.asking.request_id, pair.offering.offer_id, reason=REASON)


def introduce(town: Town, proposal_id: UUID, day: date, *, on_date: date) -> UUID:
    """Both say yes to meeting each other; returns the coupling, in its introduction."""
    with town.on(day) as work:
        return start_introduction(
            work,
            proposal_id,
            on_date=on_date,
            where="bij het steungezin thuis",
            at_time=time(15, 0),
            reason=REASON,
        )


def say_yes(town: Town, coupling_id: UUID, moment: str, day: date) -> None:
    """Both sides are asked apart, children too."""
    with town.on(day) as work:
        for side in SIDES:
            record_answer(
                work, coupling_id, moment=moment, side=side, says_yes=True, children_heard=True
            )


def try_out(town: Town, pair: Pair, coupling_id: UUID, day: date) -> None:
    """Start the trial and note how the first weeks go."""
    say_yes(town, coupling_id, "after_talks", day - timedelta(days=1))
    say_yes(town, coupling_id, "after_introduction", day)
    with town.on(day) as work:
        items = {
            "when": "Elke week een vast dagdeel, niet in de schoolvakanties.",
            "transport": "Het steungezin haalt, de ouder brengt naar huis.",
            "food": f"{pair.asking.child} eet mee.",
            "reciprocity": f"{pair.asking.parent.first_name} kookt eens in de maand.",
            "photos": "Wel maken, niet delen op internet.",
            "if_it_fails": "Bel elkaar vóór 10.00 uur. Lukt het samen niet, bel de coördinator.",
        }
        note_agreements(work, coupling_id, items)
        start_trial(work, coupling_id, from_date=day, until=day + TRIAL, reason=REASON)


def keep_in_touch(
    town: Town, pair: Pair, coupling_id: UUID, first: date, last: date, every: int
) -> None:
    """Note a contact every so many days, up to `last`."""
    day, number = first, 0
    while day <= min(last, town.today):
        family = (pair.asking, pair.offering)[number % 2]
        with town.on(day) as work:
            note = ContactNote(
                role=SIDES[number % 2],
                way=(ContactWay.PHONE, ContactWay.VISIT, ContactWay.MESSAGE)[number % 3],
                with_whom=family.parent.first_name,
                text=NOTES[number % len(NOTES)],
                on_date=day,
                coupling_id=coupling_id,
            )
            note_contact(work, family.family_id, note)
        day, number = day + timedelta(days=every), number + 1


def settle(town: Town, coupling_id: UUID, day: date) -> None:
    """Evaluate the trial and make the coupling definitive, with a contract."""
    answer_evaluations(town, coupling_id, day)
    say_yes(town, coupling_id, "after_trial", day)
    with town.on(day) as work:
        items = {
            "when": "Elke week een vast dagdeel, ook in de schoolvakanties.",
            "transport": "Het steungezin haalt, de ouder brengt naar huis.",
            "if_it_fails": "Bel elkaar vóór 10.00 uur. Lukt het samen niet, bel de coördinator.",
        }
        note_agreements(work, coupling_id, items, contract_on=work.today)
        make_definitive(work, coupling_id, on_date=work.today, reason=REASON)


def answer_evaluations(town: Town, coupling_id: UUID, day: date) -> None:
    """Ask both sides, apart, everything that is due on this day or before it."""
    with town.on(day) as work:
        due = work.session.scalars(
            select(Evaluation.id).where(
                Evaluation.coupling_id == coupling_id,
                Evaluation.state == EvaluationState.PLANNED,
                Evaluation.due_on <= work.today + timedelta(days=7),
            )
        ).all()
        for evaluation_id in due:
            for side, answers in ANSWERS.items():
                record_evaluation_answer(work, evaluation_id, side=side, answers=answers)


def stop(town: Town, coupling_id: UUID, day: date, reason_key: str) -> None:
    """End a coupling early."""
    with town.on(day) as work:
        end_coupling(work, coupling_id, on_date=work.today, reason_key=reason_key)


ANSWERS = {
    FamilyRole.ASKING: {
        "home": "better",
        "asking_satisfied": "satisfied",
        "goals_progress": "Er is meer rust.",
        "asking_go_on": "yes",
        "child_opinion": "nice",
        "formal_help": "less",
        "safety_changed": "no",
        "agreements_changed": "no",
    },
    FamilyRole.OFFERING: {
        "too_heavy": "fine",
        "offering_satisfied": "satisfied",
        "offering_go_on": "yes",
        "safety_changed": "no",
        "agreements_changed": "no",
    },
}
