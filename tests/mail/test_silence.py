"""A mail server that keeps silent is left alone for a while, then asked by one."""

from core.mail.letters import LEFT_ALONE, Silence


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_silence() -> None:
    clock = Clock()
    silence = Silence(clock)
    assert not silence.lasts("a")
    silence.begins("a")
    assert silence.lasts("a")
    assert not silence.lasts("b")
    clock.now = LEFT_ALONE
    assert not silence.lasts("a"), "one asks again"
    assert silence.lasts("a"), "the others wait for what comes of it"
    silence.ends("a")
    assert not silence.lasts("a")
