"""Keeps services running until somebody says stop."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

import click

from core.launcher.errors import LaunchError
from core.launcher.service import Service

LOOK_EVERY = 0.2  # seconds
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 5.0  # back within ten seconds of the cause being gone
STEADY_AFTER = 60.0  # a service that ran this long starts with a clean sheet


@dataclass
class Watched:
    """A service with what the supervisor remembers of it."""

    service: Service
    started: float = 0.0
    pause: float = FIRST_PAUSE
    start_again_at: float | None = None


def run(
    services: Sequence[Service],
    *,
    is_ready: Callable[[], bool] = lambda: True,
    announce: Callable[[], None] = lambda: None,
    say: Callable[[str], None] = click.echo,
) -> None:
    """Start the services in order, restart what dies, and stop them in reverse at a signal.

    Returns after Ctrl-C, SIGTERM or SIGHUP, when all have stopped. `announce` is called once, as
    soon as `is_ready`. Must be called from the main thread.
    """
    tell = _undisturbed(say)
    watched = [Watched(service) for service in services]
    announced = False
    with stop_signals() as stopping:
        try:
            for one in watched:
                _start(one, tell)
            while not stopping:
                for one in watched:
                    _look_after(one, tell)
                if not announced and is_ready():
                    announce()
                    announced = True
                time.sleep(LOOK_EVERY)
        finally:
            tell("Stopping ...")
            for one in reversed(watched):
                _stop(one.service, tell)
    tell("Stopped.")


def heeded_signals() -> list[signal.Signals]:
    """Return the signals that stop us; a closed terminal does not, under nohup."""
    heeded = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        heeded.append(signal.SIGHUP)
    return heeded


@contextmanager
def stop_signals() -> Iterator[list[int]]:
    """Give a list that fills with the signals to stop; the old handlers come back afterwards."""
    seen: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        seen.append(number)

    before = {number: signal.signal(number, note) for number in heeded_signals()}
    try:
        yield seen
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _undisturbed(say: Callable[[str], None]) -> Callable[[str], None]:
    """Go on when nobody listens any more: the terminal may have been closed."""

    def tell(line: str) -> None:
        with suppress(OSError):
            say(line)

    return tell


def _start(one: Watched, say: Callable[[str], None]) -> None:
    one.started = time.monotonic()
    one.start_again_at = None
    try:
        one.service.start()
    except LaunchError as error:
        _plan_restart(one, str(error), say)


def _look_after(one: Watched, say: Callable[[str], None]) -> None:
    """Start again what has died, after a pause that grows."""
    if one.start_again_at is not None:
        if time.monotonic() >= one.start_again_at:
            _start(one, say)
        return
    if how := one.service.ended():
        if time.monotonic() - one.started > STEADY_AFTER:
            one.pause = FIRST_PAUSE
        _plan_restart(one, f"{one.service.name} ended ({how})", say)


def _plan_restart(one: Watched, what: str, say: Callable[[str], None]) -> None:
    say(f"{what}; starting it again in {one.pause:g} s")
    one.start_again_at = time.monotonic() + one.pause
    one.pause = min(2 * one.pause, LONGEST_PAUSE)


def _stop(service: Service, say: Callable[[str], None]) -> None:
    """Stop one service; a failure must not keep the next from being stopped."""
    try:
        service.stop()
    except LaunchError as error:
        say(f"{service.name} did not stop cleanly: {error}")
