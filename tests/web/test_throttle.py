"""Slowing down a flood, and only that."""

from flask import Flask

from core.web.throttle import Throttle, network_of
from tests.fixtures_web import Browser, Working
from tests.public.test_doors import ASK, SAMIRA, referrals, send


def test_a_school_passes_and_a_flood_does_not() -> None:
    now = [0.0]
    throttle = Throttle(most=60, seconds=3600, clock=lambda: now[0])
    assert all(throttle.admit(1, "192.0.2.1") for _time in range(60))
    assert not throttle.admit(1, "192.0.2.1")
    assert throttle.admit(1, "192.0.2.2")
    assert throttle.admit(2, "192.0.2.1")
    now[0] = 3600
    assert throttle.admit(1, "192.0.2.1")


def test_an_ipv6_network_is_one() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::2")
    assert network_of("2001:db8::1") != network_of("2001:db8:0:1::1")
    assert network_of(None) == network_of("onzin") == ""


def test_who_has_to_wait_keeps_every_answer(app: Flask, visitor: Browser, working: Working) -> None:
    checked = visitor.post(ASK, SAMIRA)
    app.extensions["sign_up_throttle"] = Throttle(most=0)
    try:
        page = send(visitor, checked)
    finally:
        del app.extensions["sign_up_throttle"]
    assert page.status_code == 422
    assert "Wacht een kwartier" in page.text
    assert "Samira" in page.text
    assert referrals(working) == []
    assert send(visitor, page).status_code == 303
