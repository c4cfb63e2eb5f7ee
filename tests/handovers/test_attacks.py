"""A hand-over under attack: others read nothing, nothing can be swapped, replayed or done twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select, text

from core.errors import NotFound, Refused
from core.families.models import Family
from core.handovers.courier import Parcel, Receipt, put_down
from core.handovers.models import ArrivalState, Handover, HandoverArrival, HandoverState
from core.handovers.receiving import accept_handover, decline_handover, open_package
from core.handovers.sending import parcel_name, withdraw_handover
from tenants.keys import CannotOpen, MasterKey
from tenants.letterbox import NoLetterbox, find_letterbox, open_from, seal_for
from tests.fixtures_database import MakeTenant
from tests.handovers.moving import SECRET, Road


def _row(road: Road, handover_id: UUID) -> HandoverArrival:
    with road.office.work(road.there) as work:
        return work.find(HandoverArrival, handover_id)


def _sealed(road: Road, handover_id: UUID) -> bytes:
    sealed = _row(road, handover_id).parcel
    assert sealed
    return sealed


def _everything(superuser: Engine) -> bytes:
    """What stands in the tables of hand-overs and in the queue, as bytes."""
    with superuser.connect() as connection:
        rows = [
            connection.execute(text(query)).all()
            for query in (
                "SELECT parcel, t::text FROM tenant.handover t",
                "SELECT parcel, t::text FROM tenant.handover_arrival t",
                "SELECT args::text FROM jobs.procrastinate_jobs",
            )
        ]
    return b"".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for found in rows
        for row in found
        for value in row
        if value is not None
    )


def test_nothing_readable_stands_between_them(road: Road, superuser: Engine) -> None:
    handover_id = road.send()
    for _time in range(2):
        said = _everything(superuser)
        assert SECRET.encode() not in said
        assert b"Aydin" not in said
        assert b"Zonneroosje" not in said
        road.deliver(handover_id)
    assert len(_sealed(road, handover_id)) % 4096 < 100


def test_the_sender_cannot_read_it_any_more(road: Road) -> None:
    handover_id = road.send()
    with road.office.work(road.here) as work:
        sealed = work.find(Handover, handover_id).parcel
        assert sealed
        for tenant in (road.here, road.there):
            box = find_letterbox(work.session, work.settings.master_key, tenant.id)
            with pytest.raises(CannotOpen):
                open_from(work.vault, box, parcel_name(handover_id), sealed)
    road.deliver(handover_id)
    with road.office.work(road.here) as work:
        handover = work.find(Handover, handover_id)
        assert (handover.state, handover.parcel) == (HandoverState.DELIVERED, None)


def test_a_third_reads_nothing(road: Road, make_tenant: MakeTenant) -> None:
    third = make_tenant()
    handover_id = road.send()
    road.deliver(handover_id)
    sealed = _sealed(road, handover_id)
    with road.office.work(third) as work:
        assert work.session.scalars(select(HandoverArrival.id)).all() == []
        assert work.session.scalars(select(Handover.id)).all() == []
        for act in (
            lambda: open_package(work, handover_id),
            lambda: accept_handover(work, handover_id, uuid4()),
            lambda: decline_handover(work, handover_id, "other"),
            lambda: withdraw_handover(work, handover_id),
        ):
            with pytest.raises(NotFound):
                act()
        box = find_letterbox(work.session, work.settings.master_key, road.here.id)
        with pytest.raises(CannotOpen):
            open_from(work.vault, box, parcel_name(handover_id), sealed)


@pytest.mark.parametrize("attack", ["another id", "another sender", "a bit", "cut", "empty"])
def test_a_parcel_that_was_swapped_is_refused(road: Road, attack: str) -> None:
    handover_id, other = road.send(), uuid4()
    road.deliver(handover_id)
    sealed = _sealed(road, handover_id)
    with road.office.work(road.there) as work:
        parcel = Parcel(other, road.here.id, road.role, work.today, sealed)
        changed = {
            "another id": parcel,
            "another sender": replace(parcel, handover_id=other, sender_id=road.there.id),
            "a bit": replace(parcel, sealed=sealed[:-1] + bytes([sealed[-1] ^ 1])),
            "cut": replace(parcel, sealed=sealed[:40]),
            "empty": replace(parcel, sealed=b""),
        }[attack]
        put_down(work, changed)
        with pytest.raises(Refused):
            accept_handover(work, other, road.receiver.account.membership_id)
        assert not work.session.scalars(select(Family.id)).all()


def test_a_parcel_for_another_does_not_open_here(road: Road, make_tenant: MakeTenant) -> None:
    """Sealed for a third, brought to the receiver under the right id."""
    third, handover_id = make_tenant(), uuid4()
    with road.office.work(road.here) as work:
        box = find_letterbox(work.session, work.settings.master_key, third.id)
        sealed = seal_for(work.vault, box, parcel_name(handover_id), b"{}")
    with road.office.work(road.there) as work:
        put_down(work, Parcel(handover_id, road.here.id, road.role, work.today, sealed))
        with pytest.raises(Refused):
            open_package(work, handover_id)


def test_nobody_seals_in_anothers_name(road: Road, make_tenant: MakeTenant) -> None:
    """A third seals for the receiver and says that it comes from the sender."""
    third, handover_id = make_tenant(), uuid4()
    with road.office.work(third) as work:
        box = find_letterbox(work.session, work.settings.master_key, road.there.id)
        sealed = seal_for(work.vault, box, parcel_name(handover_id), b"{}")
    with road.office.work(road.there) as work:
        claimed = find_letterbox(work.session, work.settings.master_key, road.here.id)
        with pytest.raises(CannotOpen):
            open_from(work.vault, claimed, parcel_name(handover_id), sealed)


def test_a_public_key_that_was_put_there_by_others_is_refused(
    road: Road, superuser: Engine, master_key: MasterKey
) -> None:
    with superuser.begin() as connection:
        connection.execute(
            text(
                "UPDATE platform.tenant_letterbox SET public_key = decode(repeat('09', 32), 'hex')"
                " WHERE tenant_id = :id"
            ),
            {"id": road.there.id},
        )
    with pytest.raises(Refused):
        road.send()
    with road.office.work(road.here) as work, pytest.raises(NoLetterbox):
        find_letterbox(work.session, master_key, road.there.id)


def test_a_replay_changes_nothing(road: Road) -> None:
    handover_id = road.send()
    road.deliver(handover_id)
    sealed = _sealed(road, handover_id)
    with road.office.work(road.there, road.receiver.actor) as work:
        accept_handover(work, handover_id, road.receiver.account.membership_id)
    with road.office.work(road.there) as work:
        put_down(work, Parcel(handover_id, road.here.id, road.role, work.today, sealed))
    assert _row(road, handover_id).parcel is None
    with road.office.work(road.there, road.receiver.actor) as work:
        with pytest.raises(Refused):
            accept_handover(work, handover_id, road.receiver.account.membership_id)
        assert len(work.session.scalars(select(Family.id)).all()) == 1


def test_of_two_who_accept_at_once_one_does(road: Road) -> None:
    handover_id = road.send()
    road.deliver(handover_id)

    def accept(_number: int) -> bool:
        try:
            with road.office.work(road.there, road.receiver.actor) as work:
                accept_handover(work, handover_id, road.receiver.account.membership_id)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(accept, range(2))) == [False, True]
    with road.office.work(road.there) as work:
        assert len(work.session.scalars(select(Family.id)).all()) == 1


def test_taken_back_before_it_came_it_never_comes(road: Road) -> None:
    handover_id = road.send()
    with road.office.work(road.here) as work:
        sealed = work.find(Handover, handover_id).parcel
    with road.office.work(road.here, road.sender.actor) as work:
        withdraw_handover(work, handover_id)
    road.job(road.here, "withdraw_handover", handover_id=str(handover_id))
    with road.office.work(road.there) as work:
        put_down(work, Parcel(handover_id, road.here.id, road.role, work.today, sealed))
    row = _row(road, handover_id)
    assert (row.state, row.parcel) == (ArrivalState.WITHDRAWN, None)
    with road.office.work(road.here) as work:
        assert work.find(Handover, handover_id).state == HandoverState.WITHDRAWN


def test_who_was_too_late_to_take_it_back_hears_that_it_was_accepted(road: Road) -> None:
    handover_id = road.send()
    road.deliver(handover_id)
    with road.office.work(road.there, road.receiver.actor) as work:
        accept_handover(work, handover_id, road.receiver.account.membership_id)
    with road.office.work(road.here, road.sender.actor) as work:
        withdraw_handover(work, handover_id)
    road.job(road.here, "withdraw_handover", handover_id=str(handover_id))
    with road.office.work(road.here) as work:
        assert work.find(Handover, handover_id).state == HandoverState.ACCEPTED


def test_the_courier_has_pockets_for_nothing_else() -> None:
    """What one step hands to the next: a new field here is a new hole in the wall."""
    assert {field.name for field in fields(Parcel)} == {
        "handover_id", "sender_id", "role", "expires_on", "sealed",
    }  # fmt: skip
    assert {field.name for field in fields(Receipt)} == {
        "handover_id", "sender_id", "state", "decided_on", "decline_reason",
    }  # fmt: skip


def test_a_colleague_and_the_gemeente_send_nothing(
    road: Road, gemeente_officer: object, app: object
) -> None:
    path = f"/gezinnen/{road.family_id}/overdragen/vraag"
    assert gemeente_officer.browser.get(path).status_code == 403  # type: ignore[attr-defined]
    assert road.receiver.browser.get(path).status_code == 404
