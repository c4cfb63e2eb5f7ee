"""An invented worry: a steungezin writes, and the meldcode is followed for two steps."""

from datetime import timedelta

from sqlalchemy import select

from core.attachments.services import attach
from core.couplings.models import Coupling, CouplingPhase
from core.demo.town import Town
from core.families.models import FamilyRole
from core.meldcode.services import NoteContent, note_step, open_file
from core.meldcode.steps import Step
from core.signals.services import NewSignal, make_link, receive_signal
from tenants.ids import new_id

STORY = (
    "Het kind viel bij ons aan tafel in slaap en vertelde dat het thuis niet had gegeten. Het is "
    "de tweede keer deze maand. Ik weet niet of het iets betekent, maar ik denk er steeds aan."
)
TALK = "Verslag van het gesprek: wat goed gaat, wat lastig is, en wat we samen afspraken.\n"
SEEN = "Het steungezin vertelt twee keer dat het kind niet had gegeten. Zelf nog niet gesproken."
ADVICE = "Veilig Thuis raadt aan eerst met moeder te praten en te vragen hoe de ochtenden gaan."


def one_of_a_steungezin(town: Town) -> None:
    """A worry by the private link of a running coupling, and a restricted file about an ended one.

    Nothing of it is counted. A programme without couplings has none.
    """
    with town.on(town.today) as work:
        couplings = work.session.scalars(select(Coupling).order_by(Coupling.id)).all()
        running = [one.id for one in couplings if one.phase == CouplingPhase.ACTIVE]
        families = [one.asking_family_id for one in couplings]
    if not running:
        return
    with town.on(town.today) as work:
        make_link(work, running[-1])
        receive_signal(work, NewSignal(new_id(), STORY, coupling_id=running[-1]))
    with town.on(town.today - timedelta(days=20)) as work:
        attach(work, families[-1], FamilyRole.ASKING, "Gespreksverslag.txt", TALK.encode())
    with town.on(town.today - timedelta(days=4)) as work:
        file = open_file(work, families[0])
        note_step(work, file, Step.SIGNALS, NoteContent(SEEN), work.today)
        advice = NoteContent(ADVICE, with_whom="Veilig Thuis, zonder namen")
        note_step(work, file, Step.CONSULT, advice, work.today)
