"""Guessing is slowed down."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from core.accounts.models import LoginAttempt
from core.accounts.throttle import (
    FREE_PER_MAIL,
    FREE_PER_NETWORK,
    LONGEST_WAIT,
    MAIL_REMEMBERED,
    SHORTEST_WAIT,
    Subject,
    Throttle,
    TooManyAttempts,
    wait_for,
)
from core.work import Office

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def throttle(office: Office) -> Throttle:
    return Throttle(office.database, "secret", f"test {uuid4()}")


def test_after_some_attempts_one_waits(throttle: Throttle) -> None:
    for _time in range(FREE_PER_MAIL):
        throttle.enter("a@b.example", "192.0.2.1")
    with pytest.raises(TooManyAttempts) as busy:
        throttle.enter("a@b.example", "192.0.2.2")
    assert timedelta() < busy.value.wait <= SHORTEST_WAIT
    throttle.enter("c@d.example", "192.0.2.1")
    throttle.forget("a@b.example")
    throttle.enter("a@b.example", "192.0.2.1")


def test_a_network_waits_too_whatever_the_address(throttle: Throttle) -> None:
    for number in range(FREE_PER_NETWORK):
        throttle.enter(f"{number}@b.example", f"2001:db8::{number:x}")
    with pytest.raises(TooManyAttempts):
        throttle.enter("new@b.example", "2001:db8::ffff")
    throttle.enter("new@b.example", "2001:db8:0:1::1")


def test_good_logins_cost_a_network_nothing(throttle: Throttle) -> None:
    for number in range(FREE_PER_NETWORK + 5):
        throttle.enter(f"{number}@b.example", "192.0.2.1")
        throttle.forget(f"{number}@b.example", "192.0.2.1")


def test_attempts_at_once_are_all_counted(throttle: Throttle) -> None:
    refused = []

    def guess() -> None:
        try:
            throttle.enter("a@b.example", None)
        except TooManyAttempts as busy:
            refused.append(busy)

    guesses = [threading.Thread(target=guess) for _number in range(16)]
    for thread in guesses:
        thread.start()
    for thread in guesses:
        thread.join()
    assert len(refused) >= 16 - 2 * FREE_PER_MAIL
    with pytest.raises(TooManyAttempts):
        throttle.enter("a@b.example", None)


def test_no_address_is_kept(throttle: Throttle, office: Office) -> None:
    throttle.enter("anna@voorbeeld.example", "192.0.2.7")
    with office.database.aside() as session:
        kept = list(session.scalars(sa.select(LoginAttempt.subject)))
    assert kept
    assert not any(b"anna" in digest or b"192" in digest for digest in kept)


@given(st.integers(0, 500), st.integers(0, 100_000))
def test_the_wait_grows_and_ends(attempts: int, seconds: int) -> None:
    last = NOW - timedelta(seconds=seconds)
    subject = Subject(b"", 5, MAIL_REMEMBERED)
    wait = wait_for(attempts, subject, last, NOW)
    assert timedelta() <= wait <= LONGEST_WAIT
    assert wait <= wait_for(attempts + 1, subject, last, NOW)
    if attempts < 5 or timedelta(seconds=seconds) > MAIL_REMEMBERED:
        assert wait == timedelta()
