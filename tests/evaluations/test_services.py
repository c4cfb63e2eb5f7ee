"""Evaluations through their services: kept partly, held by both, planned once, worries told."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from core.couplings.models import Coupling
from core.couplings.queries import silent_couplings, trials_ending
from core.couplings.services import end_coupling
from core.errors import Refused
from core.evaluations.answers import answers_of
from core.evaluations.models import Evaluation, EvaluationAnswer, EvaluationState
from core.evaluations.queries import concerns, evaluations_due
from core.evaluations.questions import questions_for
from core.evaluations.services import plan_missing, record_evaluation_answer
from core.families.models import (
    Appointment,
    AppointmentKind,
    AppointmentState,
    ContactWay,
    FamilyRole,
)
from core.families.services import ContactNote, NewAppointment, note_contact, plan_appointment
from core.matching.profiles import Subject
from core.method.standard import standard
from core.work import Office, Work
from tenants.context import TenantContext
from tests.couplings.pairs import definitive, on_trial
from tests.fixtures_web import TODAY, Working, work_on


def everything(side: FamilyRole, **changed: str) -> dict[str, str]:
    answers = {
        question.key: question.choices[0].key if question.choices else "Goed."
        for question in questions_for(standard(), side)
    }
    return answers | changed


def the_evaluation(work: Work, coupling_id: UUID) -> Evaluation:
    planned = Evaluation.coupling_id == coupling_id, Evaluation.state != EvaluationState.CANCELLED
    return work.session.scalars(select(Evaluation).where(*planned)).one()


def test_held_once_both_sides_said_everything(working: Working) -> None:
    with working() as work:
        coupling_id = definitive(work)
        found = the_evaluation(work, coupling_id)
        part = {"home": "better"}
        record_evaluation_answer(work, found.id, side="asking", answers=part)
        assert (found.state, found.held_on) == (EvaluationState.PARTLY, None)
        full = everything(FamilyRole.ASKING)
        record_evaluation_answer(work, found.id, side="asking", answers=full)
        assert found.state == EvaluationState.PARTLY
        yesterday = TODAY - timedelta(days=1)
        record_evaluation_answer(
            work,
            found.id,
            side="offering",
            answers=everything(FamilyRole.OFFERING),
            answered_on=yesterday,
        )
        assert (found.state, found.held_on) == (EvaluationState.HELD, TODAY)


def test_the_next_is_planned_when_one_is_held(working: Working) -> None:
    with working() as work:
        coupling_id = definitive(work)
        found = the_evaluation(work, coupling_id)
        for side in FamilyRole:
            record_evaluation_answer(work, found.id, side=side, answers=everything(side))
        due = select(Evaluation.due_on).where(Evaluation.state == EvaluationState.PLANNED)
        assert list(work.session.scalars(due)) == [date(2027, 11, 23)]


def test_the_talk_about_it_is_held_with_the_evaluation(working: Working) -> None:
    with working() as work:
        coupling_id = definitive(work)
        found, coupling = the_evaluation(work, coupling_id), work.find(Coupling, coupling_id)
        for day in (TODAY, TODAY + timedelta(days=3)):
            talk = NewAppointment(
                FamilyRole.ASKING, AppointmentKind.EVALUATION, day, None, "", coupling_id, found.id
            )
            plan_appointment(work, coupling.asking_family_id, talk)
        for side in FamilyRole:
            record_evaluation_answer(work, found.id, side=side, answers=everything(side))
        states = select(Appointment.state).where(Appointment.evaluation_id == found.id)
        assert list(work.session.scalars(states.order_by(Appointment.on_date))) == [
            AppointmentState.HELD,
            AppointmentState.CANCELLED,
        ]


def test_codes_go_to_columns_and_words_are_sealed(working: Working) -> None:
    with working() as work:
        found = the_evaluation(work, definitive(work))
        told = everything(FamilyRole.ASKING, child_words="Fijne hond", asking_go_on="unsure")
        record_evaluation_answer(work, found.id, side="asking", answers=told)
        row = work.session.scalars(select(EvaluationAnswer)).one()
        codes = row.satisfied, row.child_satisfied, row.formal_help, row.go_on, row.too_heavy
        assert codes == ("satisfied", "nice", "started", "unsure", None)
        assert row.words is not None
        assert b"hond" not in row.words.data
        assert answers_of(work, row) == told


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "ten minste één"),
        ({"too_heavy": "fine"}, "hoort niet bij"),
        ({"home": "prachtig"}, "een van de antwoorden"),
        ({"goals_progress": "x" * 5000}, "te lang"),
    ],
)
def test_what_cannot_be_is_refused(working: Working, answers: dict[str, str], told: str) -> None:
    with working() as work:
        found = the_evaluation(work, definitive(work))
        with pytest.raises(Refused, match=told):
            record_evaluation_answer(work, found.id, side="asking", answers=answers)


def test_a_cancelled_one_takes_no_answers(working: Working) -> None:
    with working() as work:
        coupling_id = on_trial(work)
        found = the_evaluation(work, coupling_id)
        end_coupling(work, coupling_id, on_date=TODAY, reason_key="no_click")
        with pytest.raises(Refused, match="vervallen"):
            record_evaluation_answer(work, found.id, side="asking", answers={"home": "same"})


def test_the_child_is_asked_only_when_the_support_is_for_a_child() -> None:
    keys = {question.key for question in questions_for(standard(), FamilyRole.ASKING)}
    parents = questions_for(standard(), FamilyRole.ASKING, Subject.PARENT)
    assert keys - {question.key for question in parents} == {"child_opinion", "child_words"}


def test_planning_again_adds_nothing_and_later_what_is_missing(
    working: Working, office: Office, tenant: TenantContext
) -> None:
    with working() as work:
        definitive(work)
        assert plan_missing(work) == 0
    with office.database.transaction(tenant.id) as session:
        later = work_on(office, session, tenant, date(2028, 6, 1))
        assert plan_missing(later) == 3
        assert plan_missing(later) == 0
        later.finish()
    with working() as work:
        days = sorted(
            work.session.scalars(select(Evaluation.due_on).where(Evaluation.kind == "half_year"))
        )
    assert days == [date(2027, 5, 23), date(2027, 11, 23), date(2028, 5, 23), date(2028, 11, 23)]


def test_a_worry_asks_for_a_call_until_somebody_called(working: Working) -> None:
    with working() as work:
        coupling_id = definitive(work)
        found = the_evaluation(work, coupling_id)
        told = everything(FamilyRole.OFFERING, too_heavy="sometimes", safety_changed="unsure")
        record_evaluation_answer(work, found.id, side="offering", answers=told)
    with working() as work:
        worry = concerns(work)[0]
        assert (worry.coupling_id, worry.side) == (coupling_id, FamilyRole.OFFERING)
        assert set(worry.about) == {"too_heavy", "safety"}
        other = work.find(Coupling, coupling_id).asking_family_id
        note = ContactNote(FamilyRole.ASKING, ContactWay.PHONE, "Elif", "Gebeld.", TODAY)
        note_contact(work, other, note)
    with working() as work:
        assert len(concerns(work)) == 1
        note = ContactNote(FamilyRole.OFFERING, ContactWay.PHONE, "Joris", "Gebeld.", TODAY)
        note_contact(work, worry.family_id, note)
    with working() as work:
        assert concerns(work) == ()


def test_what_is_due_and_what_ends(working: Working) -> None:
    with working() as work:
        coupling_id = on_trial(work)
        until = TODAY + timedelta(weeks=6)
        assert [one.coupling_id for one in evaluations_due(work, until)] == [coupling_id]
        assert evaluations_due(work, TODAY) == ()
        assert [one.id for one in trials_ending(work, until)] == [coupling_id]
        assert trials_ending(work, until - timedelta(days=1)) == ()


def test_a_coupling_is_silent_until_somebody_spoke(working: Working) -> None:
    with working() as work:
        coupling_id = definitive(work)
        coupling = work.find(Coupling, coupling_id)
        assert silent_couplings(work, 6) == ()
        long_ago = TODAY - timedelta(weeks=6, days=1)
        coupling.introduction_on = coupling.trial_from = coupling.active_from = long_ago
        work.session.flush()
        silent = silent_couplings(work, 6)
        assert [(one.coupling_id, one.since) for one in silent] == [(coupling_id, long_ago)]
        assert silent_couplings(work, 7) == ()
        note = ContactNote(FamilyRole.OFFERING, ContactWay.MESSAGE, "", "Kort bericht.", TODAY)
        note_contact(work, coupling.offering_family_id, note)
        assert silent_couplings(work, 6) == ()
