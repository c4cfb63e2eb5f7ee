"""The one thing to do now for a coupling, in words, with its button."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import url_for

from core.couplings.changes import in_words
from core.couplings.lifecycle import Gates
from core.couplings.page import CouplingView
from core.couplings.page_parts import Moment
from core.couplings.phases import Phase
from core.evaluations.queries import Concern
from core.families.models import FamilyRole
from core.web.formats import day_date, long_date
from core.wording import _

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class NextStep:
    """A sentence or two, and the button that does it."""

    words: str
    button: str
    url: str
    icon: str = "message-circle"


def next_step(view: CouplingView, worries: tuple[Concern, ...], today: date) -> NextStep:
    """What comes first: a worry, silence, the answers, the gates, the step, the evaluation."""
    if view.phase is Phase.ENDED:
        return _ended(view)
    if worries:
        return _worried(view, worries[0])
    if view.line.is_silent:
        words = _("Bel beide gezinnen. U sprak hen het laatst op %(day)s.",
                  day=long_date(view.line.last_heard))  # fmt: skip
        return _note(view, words)
    moment, found = view.moment_now, view.gates
    if moment is None or found is None:
        return _active(view, today)
    return _towards(view, moment, found, today)


def _ended(view: CouplingView) -> NextStep:
    return NextStep(
        _("Deze koppeling is afgerond. Ging dat per ongeluk, of gaan zij toch verder?"),
        _("Open de koppeling weer"),
        url_for("couplings.back", coupling_id=view.line.id),
        "rotate-ccw",
    )


def _worried(view: CouplingView, worry: Concern) -> NextStep:
    words = _(
        "Bel %(name)s deze week. Bij de evaluatie van %(day)s was er een zorg.",
        name=worry.family_name,
        day=long_date(worry.answered_on),
    )
    return _note(view, words, worry.side)


def _towards(view: CouplingView, moment: Moment, found: Gates, today: date) -> NextStep:
    if view.phase is Phase.INTRODUCTION and view.coupling.introduction_on > today:
        day = day_date(view.coupling.introduction_on)
        return _note(view, _("De gezinnen maken kennis op %(day)s. Bel beide daarna.", day=day))
    if moment.has_no:
        return _said_no(view, moment)
    if not moment.both_yes:
        return _ask(view, moment, today)
    if not found.may_pass:
        return _gate(view, in_words(found.hard))
    if view.phase is Phase.INTRODUCTION and view.licence.why_not:
        words = _("Beide gezinnen zeggen ja. Vertel hen dat de proefperiode nog moet wachten.")
        return _note(view, words)
    if view.phase is Phase.INTRODUCTION:
        return NextStep(
            _("Beide gezinnen zeggen ja. De proefperiode kan beginnen."),
            _("Start de proefperiode"),
            url_for("couplings.trial", coupling_id=view.line.id),
            "play",
        )
    return NextStep(
        _("Beide gezinnen willen door. Maak de afspraken compleet en de koppeling definitief."),
        _("Maak definitief"),
        url_for("couplings.definitive", coupling_id=view.line.id),
        "check",
    )


def _said_no(view: CouplingView, moment: Moment) -> NextStep:
    side = next(side for side, said in moment.said.items() if not said.says_yes)
    return NextStep(
        _("%(name)s zei nee. Praat met hen, of rond de koppeling af.", name=view.name(side)),
        _("Rond af"),
        url_for("couplings.end", coupling_id=view.line.id),
        "unlink",
    )


def _ask(view: CouplingView, moment: Moment, today: date) -> NextStep:
    asked = [view.name(side) for side in FamilyRole if side not in moment.said]
    who = _("beide gezinnen") if len(asked) > 1 else asked[0]
    words = _("Vraag aan %(who)s of zij door willen. Vraag het apart.", who=who)
    if view.phase is Phase.TRIAL and view.coupling.trial_until:
        until = view.coupling.trial_until
        late = _("De proefperiode liep af op %(day)s.", day=long_date(until))
        ahead = _("De proefperiode loopt af op %(day)s.", day=long_date(until))
        words = f"{words} {late if until < today else ahead}"
        due = view.next_evaluation
        if due and due.due_on <= today + SOON:
            url = url_for("evaluations.show", evaluation_id=due.id)
            return NextStep(words, _("Vul de evaluatie in"), url, "clipboard-check")
    return NextStep(words, _("Noteer wat zij zeggen"), "#ja", "pencil")


def _gate(view: CouplingView, words: str) -> NextStep:
    facts = view.known.facts
    if facts.safety_check_done and facts.safety_check_ok:
        url = url_for("safety.vogs", family_id=view.line.offering_family_id)
        return NextStep(words, _("Naar de VOG"), url, "shield-check")
    url = url_for("safety.check", family_id=view.line.asking_family_id)
    return NextStep(words, _("Naar de veiligheidscheck"), url, "shield-check")


def _active(view: CouplingView, today: date) -> NextStep:
    due = view.next_evaluation
    if due is None:
        return _note(view, _("Alles loopt."))
    if due.due_on <= today + SOON:
        words = _("Praat met beide gezinnen, apart, over hoe het gaat. Uiterlijk %(day)s.",
                  day=long_date(due.due_on))  # fmt: skip
        if due.due_on < today:
            words = _("De evaluatie van %(day)s is nog niet gehouden. Bel beide gezinnen.",
                      day=long_date(due.due_on))  # fmt: skip
        url = url_for("evaluations.show", evaluation_id=due.id)
        return NextStep(words, _("Vul de evaluatie in"), url, "clipboard-check")
    return _note(view, _("Alles loopt. De volgende evaluatie is rond %(day)s.",
                         day=long_date(due.due_on)))  # fmt: skip


def _note(view: CouplingView, words: str, side: FamilyRole | None = None) -> NextStep:
    url = note_url(view.line.id, side)
    return NextStep(words, _("Contact noteren"), url)


def note_url(coupling_id: UUID, side: FamilyRole | None = None) -> str:
    """Where a contact about this coupling is noted; `side` is filled in beforehand."""
    gezin = side.value if side else None
    return url_for("couplings.note", coupling_id=coupling_id, gezin=gezin)
