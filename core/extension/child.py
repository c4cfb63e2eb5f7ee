"""A process of its own for what a plugin renders or sends: `python -m core.extension.child`.

It gets one call as JSON and answers with one, never with pickled objects. It has no database, no
keys and no doors but the client out; it is killed when its time is over, and the system refuses it
more memory than it was given. What it cannot withhold: it runs under the same account.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from pkgutil import resolve_name
from typing import IO, Any

from core.errors import NotFound, Refused
from core.extension.call import Call, NotDeclared, TenantSeen
from core.extension.host import Host, Loaded
from core.extension.options import frozen
from core.extension.patience import TooSlow
from core.extension.plain_json import CannotCross, decoded, encoded
from core.outgoing.client import Client, NoAnswer, NotAllowed
from core.outgoing.sftp import Sftp

SECONDS = 60.0
MEMORY = 512 * 1024 * 1024
MOST_BYTES = 64 * 1024 * 1024
_TOLD = 4_000
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR", "TMPDIR")


class Died(Exception):
    """The process of a plugin ended without an answer, or asked too much memory."""


class RaisedApart(Exception):
    """A plugin raised in its own process; the message is what it raised there."""


@dataclass(frozen=True, slots=True)
class Target:
    """Which function of which component: ("report_formats", "kerk_account", "render")."""

    hook: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a process may take, and how much memory it may take beside what core needs."""

    seconds: float = SECONDS
    memory: int = MEMORY


def call_apart(
    loaded: Loaded, target: Target, call: Call, arguments: tuple[Any, ...],
    near: frozenset[str] = frozenset(), limits: Limits | None = None,
) -> Any:  # fmt: skip
    """Call a function of a plugin in a process of its own, and return what it returns.

    Raises TooSlow, Died, RaisedApart, CannotCross for values that cannot cross, and what the
    plugin says itself: Refused, NotFound, NotDeclared.
    """
    limits = limits or Limits()
    asked = {
        "origin": loaded.origin,
        "target": [target.hook, target.key, target.name],
        "call": _told(call),
        "near": sorted(near),
        "memory": limits.memory,
        "arguments": encoded(list(arguments)),
    }
    answer = _ask(json.dumps(asked).encode(), limits.seconds)
    if "result" in answer:
        return decoded(answer["result"])
    return _raise(str(answer.get("kind")), str(answer.get("told", "")), answer)


def _told(call: Call) -> dict[str, Any]:
    return {
        "plugin": call.plugin,
        "tenant": encoded(call.tenant),
        "options": encoded(call.options),
        "today": call.today.isoformat(),
        "role": call.role,
        "address": call.address(""),
    }


def _ask(asked: bytes, seconds: float) -> Mapping[str, Any]:
    with (
        tempfile.TemporaryDirectory(prefix="plugin-") as folder,
        tempfile.TemporaryFile() as said,
        tempfile.TemporaryFile() as muttered,
    ):
        child = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE, stdout=said, stderr=muttered,
            env=_environment(), cwd=folder, start_new_session=True,
        )  # fmt: skip
        try:
            child.communicate(asked, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise TooSlow(f"it was stopped after {seconds:g} seconds") from None
        finally:
            _end(child)
        return _answer(said, muttered, child.returncode)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Kill it with everything that it started itself."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        child.kill()
    child.wait()


def _environment() -> dict[str, str]:
    """Nothing of ours: no addresses of databases, no keys."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    here = (str(Path(place).resolve()) for place in sys.path)
    return {**kept, "PYTHONPATH": os.pathsep.join(here), "PYTHONDONTWRITEBYTECODE": "1"}


def _answer(said: IO[bytes], muttered: IO[bytes], code: int) -> Mapping[str, Any]:
    said.seek(0)
    try:
        answer = json.loads(said.read())
        if isinstance(answer, dict):
            return answer
    except (ValueError, RecursionError):
        pass
    muttered.seek(max(0, muttered.seek(0, os.SEEK_END) - _TOLD))
    words = muttered.read().decode(errors="replace")
    raise Died(f"its process ended with {code} and no answer\n{words}")


def _raise(kind: str, told: str, answer: Mapping[str, Any]) -> Any:
    if kind == "refused":
        raise Refused(told, str(answer.get("field") or "") or None)
    kinds: Mapping[str, type[Exception]] = {
        "not_found": NotFound,
        "undeclared": NotDeclared,
        "no_answer": NoAnswer,
        "not_allowed": NotAllowed,
        "memory": Died,
        "cannot_cross": CannotCross,
    }
    raise kinds.get(kind, RaisedApart)(told)


class NoDoors:
    """What a call in a process of its own can reach: the ways out, and nothing of the tenant."""

    def __init__(self, address: str, near: frozenset[str]) -> None:
        self._address = address
        self.http = Client(near)
        self.sftp = Sftp(near)

    @property
    def store(self) -> Any:
        """Not here; raises NotDeclared."""
        raise NotDeclared("there is no store in a process of its own: in_child=False")

    @property
    def families(self) -> Any:
        """Not here; raises NotDeclared."""
        raise NotDeclared("there are no families in a process of its own: in_child=False")

    def later(self, job: str, **ids: str | int) -> None:
        """Not here; raises NotDeclared."""
        raise NotDeclared("a process of its own leaves no jobs: in_child=False")

    def address(self, path: str) -> str:
        """The address of a path at the tenant's own host."""
        return f"{self._address}{path}"


def main() -> None:
    """Answer one call that stands on standard input."""
    asked = json.load(sys.stdin.buffer)
    # What a plugin prints is no answer.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        _hold_to(asked["memory"])
        json.dump(_answered(asked), out)


def _hold_to(memory: int) -> None:
    """Limit what the plugin may take beside what is taken now."""
    statm = Path("/proc/self/statm")
    taken = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else memory
    for kind, most in (
        (resource.RLIMIT_AS, taken + memory),
        (resource.RLIMIT_FSIZE, MOST_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _answered(asked: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {"result": encoded(_called(asked))}
    except Refused as refused:
        return {"kind": "refused", "told": str(refused.message), "field": refused.field}
    except NotFound as unknown:
        return {"kind": "not_found", "told": str(unknown)}
    except NotDeclared as undeclared:
        return {"kind": "undeclared", "told": str(undeclared)}
    except NoAnswer as silence:
        return {"kind": "no_answer", "told": str(silence)}
    except NotAllowed as address:
        return {"kind": "not_allowed", "told": str(address)}
    except MemoryError:
        return {"kind": "memory", "told": "it asked for more memory than it may have"}
    except CannotCross as odd:
        return {"kind": "cannot_cross", "told": str(odd)}
    except BaseException:  # noqa: BLE001 - whatever it raises is told to who asked
        return {"kind": "raised", "told": traceback.format_exc()[-_TOLD:]}


def _called(asked: Mapping[str, Any]) -> Any:
    host = Host()
    if not host.add("child", resolve_name(asked["origin"])):
        raise RaisedApart(str(host.refused[0]))
    hook, key, name = asked["target"]
    found = host.find(hook, key)
    if found is None:
        raise RaisedApart(f"{hook}() lists no {key!r}")
    told = asked["call"]
    tenant: TenantSeen = decoded(told["tenant"])
    doors = NoDoors(told["address"], frozenset(asked["near"]))
    options = frozen(decoded(told["options"]))
    today = date.fromisoformat(told["today"])
    call = Call(told["plugin"], tenant, options, today, told["role"], doors)
    return getattr(found[1], name)(call, *decoded(asked["arguments"]))


if __name__ == "__main__":
    main()
