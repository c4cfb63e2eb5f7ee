"""Build the ten programmes of the 2016 study, and Lopik in preparation."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from core.accounts.models import Role
from core.accounts.services import add_member
from core.demo import asking, offering, together, worries
from core.demo.accounting import account
from core.demo.choosing import choose_plugins
from core.demo.choosing_well import look_for_more
from core.demo.lessons import learn
from core.demo.licensing import grant_licence, share_documents
from core.demo.moving_on import move_on
from core.demo.network import meet_the_network
from core.demo.offering import OfferingFamily
from core.demo.plan import DEMO_TODAY, LICENSED, LOPIK, PLANS, ProgrammePlan
from core.demo.recruiting import ask_everybody, look_for_somebody
from core.demo.second_thoughts import think_again
from core.demo.sharing import share
from core.demo.story import tell_of_a_coupling
from core.demo.together import TRIAL, Pair
from core.demo.town import Staff, Town
from core.figures.publish import publish_figures
from core.matching.solving import solve_list
from core.work import SYSTEM_ACTOR, Office

SEED = 2016
ELSEWHERE = {
    Role.COORDINATOR: ("edam-volendam",),
    Role.ADMIN: ("edam-volendam", "amsterdam-zuid"),
}
Tell = Callable[[ProgrammePlan], None]


def build_demo(
    office: Office, *, password: str, seed: int = SEED, tell: Tell = lambda _plan: None
) -> dict[str, tuple[Staff, ...]]:
    """Invent everything; returns the staff by slug. The same seed gives the same families."""
    staff: dict[str, tuple[Staff, ...]] = {}
    towns: dict[str, Town] = {}
    for number, plan in enumerate((*PLANS, LOPIK, LICENSED)):
        tell(plan)
        town = Town(office, plan, DEMO_TODAY, seed + number)
        if plan is LICENSED:
            grant_licence(town)
        town.hire(password)
        town.set_up()
        town.open_doors()
        Story(town).play()
        with town.on(DEMO_TODAY, SYSTEM_ACTOR) as work:
            publish_figures(work)
        staff[plan.slug], towns[plan.slug] = town.staff, town
    share_documents(office)
    _work_elsewhere(towns)
    move_on(towns)
    share(towns)
    _solve(towns.values())
    return staff


def _solve(towns: Iterable[Town]) -> None:
    """Work out every list, as the jobs do that all these changes leave: what a choice costs."""
    for town in towns:
        with town.on(DEMO_TODAY, SYSTEM_ACTOR) as work:
            solve_list(work)


def _work_elsewhere(towns: dict[str, Town]) -> None:
    """Some of Zaanstad work in other gemeenten too: a coordinator is often shared."""
    for person in towns["zaanstad"].staff:
        for slug in ELSEWHERE.get(person.role, ()):
            with towns[slug].on(DEMO_TODAY, SYSTEM_ACTOR) as work:
                add_member(work, email=person.email, name=person.name, role=person.role)


class Story:
    """What happens in one programme until the last day; every phase is there at the end."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.plan = town.plan

    def play(self) -> None:
        """Couplings first, then the families that wait, then what came in last week."""
        for number in range(self.plan.made):
            self._coupled(number)
        helpers = self._waiting_offering()
        self._waiting_asking(helpers)
        self._fresh()
        meet_the_network(self.town)
        choose_plugins(self.town)
        learn(self.town)
        account(self.town)
        look_for_somebody(self.town)
        ask_everybody(self.town)
        tell_of_a_coupling(self.town)
        look_for_more(self.town)
        worries.one_of_a_steungezin(self.town)
        asking.sign_up_again(self.town)

    def _coupled(self, number: int) -> None:
        town = self.town
        trial_from = self._trial_start(number)
        pair = self._pair(number, trial_from - timedelta(days=60))
        proposal = together.choose(town, pair, trial_from - timedelta(days=14))
        met_on = trial_from - timedelta(days=5)
        coupling = together.introduce(
            town, proposal, trial_from - timedelta(days=12), on_date=met_on
        )
        together.try_out(town, pair, coupling, trial_from)
        ended = number < len(self.plan.ended)
        definitive_on = trial_from + TRIAL
        stop_on = trial_from + timedelta(days=70)
        last = stop_on if ended else self._last_contact(number)
        together.keep_in_touch(
            town, pair, coupling, trial_from + timedelta(days=3), min(definitive_on, last), 10
        )
        if definitive_on <= town.today:
            together.settle(town, coupling, definitive_on)
            first = definitive_on + timedelta(days=14)
            together.keep_in_touch(town, pair, coupling, first, last, 21)
        if ended:
            together.stop(town, coupling, stop_on, self.plan.ended[number])

    def _trial_start(self, number: int) -> date:
        """Spread over the pilot: the last ones are still in their trial."""
        days = (DEMO_TODAY - date(DEMO_TODAY.year, 1, 11)).days - 17
        step = days // max(self.plan.made - 1, 1)
        return date(DEMO_TODAY.year, 1, 11) + timedelta(days=step * number)

    def _last_contact(self, number: int) -> date:
        """One running coupling in each larger programme has gone silent."""
        is_silent = number == len(self.plan.ended) and self.plan.made > 2
        return DEMO_TODAY - timedelta(days=52 if is_silent else 3)

    def _pair(self, number: int, day: date) -> Pair:
        town = self.town
        family = asking.whole_road(town, number, day, itself=number < self.plan.itself)
        helper = offering.whole_road(
            town, number, day - timedelta(days=5), dayparts=family.dayparts
        )
        return Pair(family, helper)

    def _waiting_asking(self, helpers: list[OfferingFamily]) -> None:
        """Families without a coupling: an intake to come, a search, a proposal, an introduction."""
        town = self.town
        for number in range(self.plan.made, self.plan.asking):
            left = self.plan.asking - number
            itself = number < self.plan.itself
            if left == 1 and not self.plan.in_preparation:
                self._intake_to_come(number, itself)
            else:
                day = DEMO_TODAY - timedelta(days=25 + 12 * left)
                family = asking.whole_road(town, number, day, itself=itself)
                if left in (2, 3) and helpers:
                    self._almost(Pair(family, helpers.pop()), introduced=left == 2)

    def _almost(self, pair: Pair, *, introduced: bool) -> None:
        """A pair that was chosen last week; perhaps they meet this week."""
        proposal = together.choose(self.town, pair, DEMO_TODAY - timedelta(days=8))
        if introduced:
            said_on, on_date = DEMO_TODAY - timedelta(days=5), DEMO_TODAY + timedelta(days=3)
            coupling = together.introduce(self.town, proposal, said_on, on_date=on_date)
            together.say_yes(self.town, coupling, "after_talks", said_on)

    def _intake_to_come(self, number: int, itself: bool) -> None:
        town = self.town
        day = DEMO_TODAY - timedelta(days=6)
        referral, parent = asking.sign_up(town, number, day, itself=itself)
        family = asking.open_file(town, referral, parent, DEMO_TODAY - timedelta(days=4))
        said_on, planned = DEMO_TODAY - timedelta(days=4), DEMO_TODAY + timedelta(days=2)
        asking.plan_intake(town, family, said_on, planned)
        think_again(town, family)

    def _waiting_offering(self) -> list[OfferingFamily]:
        """Families with room; of the newest the VOG is still on its way, one rests."""
        town, with_room = self.town, []
        for number in range(self.plan.made, self.plan.offering):
            left = self.plan.offering - number
            day = DEMO_TODAY - timedelta(days=18 + 14 * left)
            family = offering.whole_road(town, number, day, vog_seen=left > 1)
            if left == 3:
                offering.pause(town, family, DEMO_TODAY - timedelta(days=10))
            elif left > 1:
                with_room.append(family)
        return with_room

    def _fresh(self) -> None:
        """Sign-ups of the last days that nobody has reacted to yet: no file, so not counted."""
        town = self.town
        for number, days in enumerate((1, 3, 9) if self.plan.asking > 4 else (2,)):
            asking.sign_up(town, 100 + number, DEMO_TODAY - timedelta(days=days), itself=False)
        offering.sign_up(town, 200, DEMO_TODAY - timedelta(days=2))
        asking.turn_away(town, 300, DEMO_TODAY - timedelta(days=40))
