"""Slow down whoever sends a flood of sign-ups, without ever stopping a school."""

import ipaddress
import threading
import time
from collections import deque
from collections.abc import Callable

MOST = 60
WINDOW_SECONDS = 60 * 60
_MOST_NETWORKS = 10_000


class Throttle:
    """Counts what one network sends to one tenant, in this process and nowhere else.

    A whole school behind one address stays far below `most` an hour; it is a machine that
    does not.
    """

    def __init__(
        self,
        most: int = MOST,
        seconds: float = WINDOW_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.most = most
        self.seconds = seconds
        self._clock = clock
        self._sent: dict[tuple[int, str], deque[float]] = {}
        self._lock = threading.Lock()

    def admit(self, tenant_id: int, address: str | None) -> bool:
        """Whether one more may come from this address; if so, it is counted."""
        with self._lock:
            now = self._clock()
            sent = self._recent((tenant_id, network_of(address)), now)
            if len(sent) >= self.most:
                return False
            sent.append(now)
            return True

    def _recent(self, key: tuple[int, str], now: float) -> deque[float]:
        if len(self._sent) > _MOST_NETWORKS:
            self._sent = {k: v for k, v in self._sent.items() if v[-1] > now - self.seconds}
        sent = self._sent.setdefault(key, deque())
        while sent and sent[0] <= now - self.seconds:
            sent.popleft()
        return sent


def network_of(address: str | None) -> str:
    """The network of an address: an IPv4 address itself, of IPv6 the first 64 bits."""
    try:
        known = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    width = 32 if known.version == 4 else 64
    return str(ipaddress.ip_network(f"{known}/{width}", strict=False))
