"""A Monday morning like the one on the drawing board: something of everything."""

from datetime import time, timedelta

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

ASKING, OFFERING = FamilyRole.ASKING, FamilyRole.OFFERING


def monday(work: Work) -> None:
    """Fill a tenant."""
    today = work.today
    _evaluations(work)
    elif_home = near.family(work, ASKING, "Aydin-de Wit", phone="+31600000034")
    near.contact(work, elif_home, on_date=today - days(7), again_on=today)
    van_dam = near.family(work, ASKING, "Van Dam", intake=False, phone="+31600000014")
    for name in ("Noor", "Sem"):
        work.add(FamilyMember(family_id=van_dam.id, kind=MemberKind.CHILD, first_name=name))
    near.talk(
        work, van_dam, AppointmentKind.INTAKE, on_date=today, at_time=time(14, 30), where="thuis"
    )
    near.vog(work, near.family(work, OFFERING, "Jansma-Bakker"), requested_on=today - days(21))
    near.vog(
        work,
        near.family(work, OFFERING, "Veenstra"),
        seen_on=today - days(1060),
        repeat_on=today + days(34),
    )
    meet = near.coupling(
        work, CouplingPhase.INTRODUCTION, name="Haddad", other="Dekker", begun=today + days(2)
    )
    near.talk(
        work, meet.asking, AppointmentKind.INTRODUCTION, coupling_id=meet.id,
        on_date=today + days(2), at_time=time(15), where="bij Dekker thuis",
    )  # fmt: skip
    near.proposal(
        work,
        near.family(work, ASKING, "Bos", phone="+31600000021"),
        near.family(work, OFFERING, "De Graaf", phone="+31600000022"),
        today - days(4),
    )
    near.family(work, ASKING, "Smit", intake=False, opened_on=today - days(8), message_safe=False)
    near.coupling(work, name="Meijer", other="Kuipers", begun=today - days(63), spoken=False)
    near.coupling(work, name="El Idrissi", other="Van Vliet", begun=today - days(50), spoken=False)
    _referrals(work)
    work.add(
        Pilot(
            starts_on=today - days(267),
            ends_on=today + days(98),
            target=10,
            budget_cents=4_000_000,
        )  # fmt: skip
    )


def _evaluations(work: Work) -> None:
    today = work.today
    first = near.coupling(work, name="Brandsma", other="Öztürk")
    near.evaluation(work, first, today - days(6))
    trial = near.coupling(
        work, CouplingPhase.TRIAL, name="De Wit", other="Verhoef", begun=today - days(38),
        until=today + days(4),
    )  # fmt: skip
    near.evaluation(work, trial, today + days(3), EvaluationKind.TRIAL_END)
    worried = near.coupling(work, name="Pieters", other="Hoekstra", spoken=False)
    near.contact(work, worried.asking, coupling_id=worried.id, on_date=today - days(9))
    held = near.evaluation(work, worried, today - days(5), state=EvaluationState.HELD)
    near.answer(work, held, OFFERING, today - days(2), too_heavy="sometimes")
    later = near.coupling(work, name="Kok", other="Bakker-El Amrani")
    near.evaluation(work, later, today + timedelta(weeks=1, days=2))


def _referrals(work: Work) -> None:
    today = work.today
    near.referral(work, "Pronk", today)
    near.referral(work, "Okafor", today + days(2), source="jgz", message_safe=False)
    near.referral(work, "Van Leeuwen", today - days(1), source="self")
    near.referral(
        work, "De Lange-Smit", today + days(3), role=OFFERING, source="self", wishes=["weekend"]
    )
