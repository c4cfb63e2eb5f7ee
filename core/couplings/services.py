"""Everything that is written about a coupling: the face of this folder."""

from core.couplings.agreements import note_agreements
from core.couplings.answers import record_answer, withdraw_answer
from core.couplings.introductions import start_introduction
from core.couplings.joint import DecidedWith, note_decision
from core.couplings.moving import move_couplings
from core.couplings.steps import end_coupling, make_definitive, start_trial, step_back, take_over

__all__ = [
    "DecidedWith",
    "end_coupling",
    "make_definitive",
    "move_couplings",
    "note_agreements",
    "note_decision",
    "record_answer",
    "start_introduction",
    "start_trial",
    "step_back",
    "take_over",
    "withdraw_answer",
]
