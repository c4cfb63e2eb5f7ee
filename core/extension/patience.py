"""A limit on the time that a plugin's code takes in our own process.

A watchdog raises `TooSlow` in the thread that waits. Python delivers that between two steps of its
own code: a plugin that loops is stopped; one that sleeps in C code is stopped when it comes back.
What must not depend on that runs in a child process (`Plugin.in_child`), which can be killed.
"""

import ctypes
import heapq
import threading
import time
from itertools import count
from types import TracebackType

_NUMBER = count()


class TooSlow(BaseException):
    """The time is over. Not an Exception, so that a plugin does not catch it by accident."""


class Patience:
    """`with Patience(5.0):` raises TooSlow when what is inside takes longer than so many seconds.

    It reports `over` too, for code that swallowed TooSlow or came back late from C.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.over = False
        self._thread = threading.get_ident()
        self._begun = 0.0
        self._fired = False
        self._done = False
        self._lock = threading.Lock()

    def __enter__(self) -> "Patience":
        self._begun = time.monotonic()
        _WATCHDOG.watch(self._begun + self.seconds, self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        with self._lock:
            self._done = True
            fired = self._fired
        self.over = fired or time.monotonic() - self._begun > self.seconds
        if fired and kind is not TooSlow:
            _swallow()

    def fire(self) -> None:
        """Stop the thread that waits, unless it is done."""
        with self._lock:
            if self._done:
                return
            self._fired = True
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
    """One thread for all who wait; it sleeps while nobody does."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, int, Patience]] = []
        self._changed = threading.Condition()
        self._runs = False

    def watch(self, until: float, patience: Patience) -> None:
        with self._changed:
            heapq.heappush(self._waiting, (until, next(_NUMBER), patience))
            if not self._runs:
                self._runs = True
                threading.Thread(target=self._run, name="plugin patience", daemon=True).start()
            elif self._waiting[0][2] is patience:
                self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting or self._waiting[0][0] > time.monotonic():
                    left = self._waiting[0][0] - time.monotonic() if self._waiting else 60.0
                    if not self._changed.wait(left) and not self._waiting:
                        self._runs = False
                        return
                _, _, patience = heapq.heappop(self._waiting)
            patience.fire()


_WATCHDOG = _Watchdog()
