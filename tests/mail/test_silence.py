"""A mail server that keeps silent is left alone for a while, then asked by one."""

from core.mail.letters import LEFT_ALONE, LONGEST, Silence
from tests.mail.servers import HandClock


def test_silence() -> None:
    clock = HandClock()
    silence = Silence(clock)
    assert silence.left("a") == 0
    silence.begins("a")
    assert silence.left("a") == LEFT_ALONE
    assert silence.left("b") == 0
    clock.now = LEFT_ALONE - 10
    assert silence.left("a") == 10
    clock.now = LEFT_ALONE
    assert silence.left("a") == 0, "one asks again"
    assert silence.left("a") > 0, "the others wait for what comes of it"
    silence.ends("a")
    assert silence.left("a") == 0


def test_a_silence_that_goes_on_is_left_alone_longer() -> None:
    clock = HandClock()
    silence = Silence(clock)
    lengths = []
    for _time in range(6):
        silence.begins("a")
        lengths.append(silence.left("a"))
        clock.now += lengths[-1]
        assert silence.left("a") == 0
    assert lengths == [30, 60, 120, 240, LONGEST, LONGEST]
    silence.ends("a")
    silence.begins("a")
    assert silence.left("a") == LEFT_ALONE


def test_those_who_asked_at_the_same_time_met_one_silence() -> None:
    silence = Silence(HandClock())
    for _time in range(4):
        assert silence.left("a") == 0
    for _time in range(4):
        silence.begins("a")
    assert silence.left("a") == LEFT_ALONE
