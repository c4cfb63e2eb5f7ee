"""What the demo shows of working with others."""

from core.demo.sharing import OPTIONS, hand_one_over
from core.suppliers.models import ChangeState
from tests.suppliers.desk import Desk


def test_a_family_went_to_home_start_and_nothing_waits(desk: Desk) -> None:
    for key, options in OPTIONS.items():
        desk.switch_on(key, **options)
    family_id = desk.family()
    with desk.work(desk.coordinator.actor) as work:
        hand_one_over(work)
    [change] = desk.changes()
    assert (change.state, change.reference) == (ChangeState.SENT, "HS-16")
    desk.push()
    assert desk.changes()[0].tries == 1
    assert (
        "Home-Start heeft het ontvangen"
        in desk.coordinator.browser.get(f"/gezinnen/{family_id}").text
    )
