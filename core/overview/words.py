"""What phases and overdue tasks are called when they are counted."""

from collections.abc import Mapping

from core.couplings.models import CouplingPhase
from core.week.task import TaskKind
from core.wording import Text, _l

PHASE_WORDS: Mapping[CouplingPhase, Text] = {
    CouplingPhase.INTRODUCTION: _l("kennismaking"),
    CouplingPhase.TRIAL: _l("proefperiode"),
    CouplingPhase.ACTIVE: _l("definitief"),
}
LATE_WORDS: Mapping[TaskKind, Text] = {
    TaskKind.APPOINTMENT: _l("afspraak"),
    TaskKind.CONCERN: _l("zorg na een evaluatie"),
    TaskKind.FOLLOW_UP: _l("terugkomen op een contact"),
    TaskKind.EVALUATION: _l("evaluatie"),
    TaskKind.GO_ON: _l("volgende stap van een koppeling"),
    TaskKind.VOG_TO_SEE: _l("VOG inzien"),
    TaskKind.VOG_TO_REPEAT: _l("VOG opnieuw"),
    TaskKind.PROPOSAL: _l("voorstel"),
    TaskKind.INTAKE: _l("intake"),
}
