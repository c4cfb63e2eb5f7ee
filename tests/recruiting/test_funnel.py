"""The funnel per profile and channel, its cost, and what of it leaves the tenant."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from core.couplings.models import Coupling
from core.figures.suppression import THRESHOLD
from core.recruiting.funnel import ChannelYield, Yield, funnel, together
from core.recruiting.models import ChannelKind, ProfileChannel
from core.recruiting.seen import add_seen
from core.recruiting.told_outside import told_outside
from core.referrals.models import Referral, ReferralState
from core.work import Office, Work
from tests.casework import offering
from tests.couplings.pairs import on_trial, proposed
from tests.fixtures_web import Person, Working
from tests.recruiting.shown import TEXT, show
from tests.recruiting.test_in_the_inbox import answer
from tests.referrals.drafts import counted


def by_code(channels: tuple[ChannelYield, ...]) -> dict[str, Yield]:
    return {one.code: one.brought for one in channels}


def became(work: Work, channel_id: UUID, family_id: UUID | None, days_ago: int = 0) -> None:
    """Somebody who responded so long ago became this family."""
    row = work.find(Referral, answer(work, channel_id))
    row.received_on = work.today - timedelta(days=days_ago)
    row.family_id, row.state = family_id, ReferralState.ACCEPTED


def test_each_stage_is_counted_where_they_came_from(working: Working) -> None:
    with working() as work:
        shown = show(work, "jw7")
        schools, website = shown.channels.values()
        work.find(ProfileChannel, schools).cost_cents = 4000
        add_seen(work, schools, 212)
        add_seen(work, website, 3)
        proposed(work)
        on_trial(work, "Haddad", "Dekker")
        old = work.find(Coupling, on_trial(work, "Okafor", "De Graaf"))
        old.trial_from = work.today - timedelta(days=400)
        pairs = work.session.scalars(select(Coupling).order_by(Coupling.trial_from.desc()))
        fresh, lasting = (pair.offering_family_id for pair in pairs)
        lone, _offer = offering(work, "Verhoef-Bos", vog=True)
        without, _offer = offering(work, "Zonder", vog=False)
        for family in (fresh, lone, without):
            became(work, schools, family)
        became(work, schools, lasting, days_ago=420)
        became(work, website, lasting, days_ago=0)
        answer(work, schools)
    with working() as work:
        found = by_code(funnel(work))
        assert found["jw7-s"] == Yield(
            seen=212, responded=5, vog=3, proposed=2, coupled=2, lasting=1, cost_cents=4000
        )
        assert found["jw7-s"].cost_of_a_response == 800
        # What happened before somebody responded is not what the channel brought.
        assert found["jw7-f"] == Yield(seen=3, responded=1, vog=1, proposed=1)
        assert found == by_code(funnel(work, shown.id))
        assert together(funnel(work)).cost_of_a_response == 667


def test_as_many_statements_for_many_as_for_one(
    coordinator: Person, working: Working, office: Office
) -> None:
    def statements() -> int:
        with counted(office) as sent:
            assert TEXT.title in coordinator.browser.get("/werving/opbrengst").text
        return len(sent)

    with working() as work:
        answer(work, show(work, "een1").channels[ChannelKind.SCHOOLS])
    few = statements()
    with working() as work:
        for number in range(12):
            answer(work, show(work, f"meer{number}").channels[ChannelKind.SOCIAL])
    assert statements() == few
    assert "Wat werving opbracht" in coordinator.browser.get("/werving/opbrengst").text


def many(work: Work, here: tuple[UUID, ...], counts: tuple[int, ...], others: int) -> None:
    long_ago = work.today - timedelta(days=300)
    for channel, count in (*zip(here, counts, strict=True), (None, others)):
        for _number in range(count):
            work.find(Referral, answer(work, channel)).received_on = long_ago


def test_the_gemeente_reads_no_small_number(gemeente_officer: Person, working: Working) -> None:
    with working() as work:
        channels = tuple(show(work, "jw7").channels.values())
        many(work, channels, (4, 3), 20)
        told = told_outside(work, funnel(work))
        assert (told.responded, told.by_kind) == (None, None)
        many(work, channels, (6, 0), 0)
        told = told_outside(work, funnel(work))
        assert told.responded == 13 and told.by_kind is not None
        assert all(row.count == 0 or row.count >= THRESHOLD for row in told.by_kind.rows)
    page = gemeente_officer.browser.get("/werving/opbrengst")
    assert page.status_code == 200 and "jw7" not in page.text


def test_the_rest_is_no_small_number_either(working: Working) -> None:
    with working() as work:
        many(work, tuple(show(work).channels.values()), (12, 0), 4)
        assert told_outside(work, funnel(work)).responded is None
