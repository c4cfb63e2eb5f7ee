"""A limit on the time that a plugin's code takes in our own process.

A watchdog looks twenty times a second who waits too long, and raises `TooSlow` in that thread.
Python delivers it between two steps of its own code: a plugin that loops is stopped; one that
sleeps in C code is stopped when it comes back. What must not depend on that runs in a child process
(`Plugin.in_child`), which can be killed.
"""

import ctypes
import os
import threading
import time
from types import TracebackType

_LOOKS_EVERY = 0.05
_STAYS_AWAKE = 100
"""Looks without anybody waiting after which the watchdog sleeps until it is called."""


class TooSlow(BaseException):
    """The time is over. Not an Exception, so that a plugin does not catch it by accident."""


class Patience:
    """`with Patience(5.0):` raises TooSlow when what is inside takes longer than so many seconds.

    `over` tells it afterwards too, for code that swallowed TooSlow or came back late from C.
    """

    __slots__ = ("_done", "_fired", "_lock", "_thread", "_until", "over", "seconds")

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.over = False
        self._fired = self._done = False
        self._lock = threading.Lock()

    def __enter__(self) -> "Patience":
        self._thread = threading.get_ident()
        self._until = time.monotonic() + self.seconds
        _WATCHDOG.watch(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        with self._lock:
            self._done = True
        _WATCHDOG.waiting.discard(self)
        self.over = self._fired or time.monotonic() > self._until
        if self._fired and kind is not TooSlow:
            _swallow()

    def look(self, now: float) -> None:
        """Stop the thread that waits when its time is over, unless it is done."""
        if now < self._until or self._fired:
            return
        with self._lock:
            if not self._done:
                self._fired = True
                _WATCHDOG.waiting.discard(self)
                _raise_in(self._thread)


def _swallow() -> None:
    """Let a TooSlow that is on its way arrive here, where it hurts nobody."""
    try:
        for _ in range(1_000):
            time.sleep(0)
    except TooSlow:
        return


def _raise_in(thread: int) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooSlow))


class _Watchdog:
    """One thread for all who wait; it sleeps when nobody does."""

    def __init__(self) -> None:
        self.waiting: set[Patience] = set()
        self._called = threading.Event()
        self._process = 0
        self._starting = threading.Lock()

    def watch(self, patience: Patience) -> None:
        """Keep an eye on somebody who begins to wait."""
        self.waiting.add(patience)
        if not self._called.is_set() or self._process != os.getpid():
            self._wake()

    def _wake(self) -> None:
        with self._starting:
            self._called.set()
            if self._process != os.getpid():  # threads do not come along to a forked process
                self._process = os.getpid()
                threading.Thread(target=self._run, name="patience", daemon=True).start()

    def _run(self) -> None:
        quiet = 0
        while self._called.wait():
            time.sleep(_LOOKS_EVERY)
            now = time.monotonic()
            for patience in tuple(self.waiting):
                patience.look(now)
            quiet = 0 if self.waiting else quiet + 1
            if quiet > _STAYS_AWAKE:
                quiet = 0
                self._called.clear()
                if self.waiting:  # somebody came just before it was cleared
                    self._called.set()


_WATCHDOG = _Watchdog()
