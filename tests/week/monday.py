"""A Monday morning like the one on the drawing board: something of everything."""

from collections.abc import Callable
from datetime import time, timedelta
from functools import partial
from uuid import UUID

from core.couplings.models import CouplingPhase
from core.evaluations.models import EvaluationKind, EvaluationState
from core.families.models import (
    AppointmentKind,
    FamilyMember,
    FamilyRole,
    MemberKind,
)
from core.programme.models import Pilot
from core.work import Work
from tests.week import neighbourhood as near
from tests.week.neighbourhood import days

Couple = Callable[..., near.Pair]
ASKING, OFFERING = FamilyRole.ASKING, FamilyRole.OFFERING


def monday(work: Work, mine: UUID | None = None) -> None:
    """Fill a tenant; the families are this member's."""
    family = partial(near.family, work, coordinator_id=mine)
    couple = partial(near.coupling, work, coordinator_id=mine)
    today = work.today
    _evaluations(work, couple)
    elif_home = family(ASKING, "Aydin-de Wit", first_name="Elif", phone="+31600000034")
    near.contact(work, elif_home, on_date=today - days(7), again_on=today)
    van_dam = family(ASKING, "Van Dam", first_name="Joyce", intake=False, phone="+31600000014")
    for name in ("Noor", "Sem"):
        work.add(FamilyMember(family_id=van_dam.id, kind=MemberKind.CHILD, first_name=name))
    near.talk(
        work, van_dam, AppointmentKind.INTAKE, on_date=today, at_time=time(14, 30), where="thuis"
    )
    near.vog(
        work, family(OFFERING, "Jansma-Bakker", first_name="Femke"), requested_on=today - days(21)
    )
    near.vog(
        work,
        family(OFFERING, "Veenstra", first_name="Bart"),
        seen_on=today - days(1060),
        repeat_on=today + days(34),
    )
    meet = couple(CouplingPhase.INTRODUCTION, name="Haddad", other="Dekker", begun=today + days(2))
    near.talk(
        work, meet.asking, AppointmentKind.INTRODUCTION, coupling_id=meet.id,
        on_date=today + days(2), at_time=time(15), where="bij Dekker thuis",
    )  # fmt: skip
    near.proposal(
        work,
        family(ASKING, "Bos", phone="+31600000021"),
        family(OFFERING, "De Graaf", phone="+31600000022"),
        today - days(4),
    )
    family(
        ASKING,
        "Smit",
        first_name="Fatima",
        intake=False,
        opened_on=today - days(8),
        message_safe=False,
    )
    couple(name="Meijer", other="Kuipers", begun=today - days(63), spoken=False)
    couple(name="El Idrissi", other="Van Vliet", begun=today - days(50), spoken=False)
    _referrals(work)
    work.add(
        Pilot(
            starts_on=today - days(267),
            ends_on=today + days(98),
            target=10,
            budget_cents=4_000_000,
        )
    )


def _evaluations(work: Work, couple: Couple) -> None:
    today = work.today
    first = couple(name="Brandsma", other="Öztürk")
    near.evaluation(work, first, today - days(6))
    trial = couple(CouplingPhase.TRIAL, name="De Wit", other="Verhoef", begun=today - days(38),
        until=today + days(4),
    )  # fmt: skip
    near.evaluation(work, trial, today + days(3), EvaluationKind.TRIAL_END)
    worried = couple(name="Pieters", other="Hoekstra", spoken=False)
    near.contact(work, worried.asking, coupling_id=worried.id, on_date=today - days(9))
    held = near.evaluation(work, worried, today - days(5), state=EvaluationState.HELD)
    near.answer(work, held, OFFERING, today - days(2), too_heavy="sometimes")
    later = couple(name="Kok", other="Bakker-El Amrani")
    near.evaluation(work, later, today + timedelta(weeks=1, days=2))


def _referrals(work: Work) -> None:
    today = work.today
    near.referral(work, "Pronk", today, wishes=["regular_place"])
    near.referral(
        work,
        "Okafor",
        today + days(2),
        source="jgz",
        message_safe=False,
        wishes=["someone_to_talk_to"],
    )
    near.referral(work, "Van Leeuwen", today - days(1), source="self", wishes=["not_sure"])
    near.referral(
        work, "De Lange-Smit", today + days(3), role=OFFERING, source="self", wishes=["weekend"]
    )
