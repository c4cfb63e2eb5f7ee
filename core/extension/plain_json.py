"""Values as JSON and back, for a process that is not trusted: never code, never an import.

Plain values, dates, ids, bytes, and the frozen dataclasses and enums of core. What comes back is
made only of classes that this process has imported itself.
"""

import base64
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from flask_babel.speaklater import LazyString

_MARK = "!"
_OURS = "core."
_READ: Mapping[str, Callable[[Any], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "uuid": UUID,
    "decimal": Decimal,
    "bytes": base64.b64decode,
    "tuple": lambda items: tuple(map(decoded, items)),
    "frozenset": lambda items: frozenset(map(decoded, items)),
    "map": lambda items: {decoded(key): decoded(value) for key, value in items},
    "enum": lambda told: _class(told["of"], Enum)(told["value"]),
    "object": lambda told: _object(told),
}


class CannotCross(TypeError):
    """A value that cannot go to another process, or that comes back as nonsense."""


def encoded(value: Any) -> Any:
    """The value as JSON has it; raises CannotCross for what is no plain value."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, Enum):
        return _enum(value)
    if isinstance(value, str | LazyString):
        return str(value)
    if isinstance(value, list):
        return [encoded(item) for item in value]
    for kind, name, written in _WRITTEN:
        if isinstance(value, kind):
            return {_MARK: name, "v": written(value)}
    if is_dataclass(value) and not isinstance(value, type):
        told = {field.name: encoded(getattr(value, field.name)) for field in fields(value)}
        return {_MARK: "object", "v": {"of": _name(type(value)), "told": told}}
    raise CannotCross(f"a {type(value).__name__} cannot go to another process")


_WRITTEN: tuple[tuple[Any, str, Callable[[Any], Any]], ...] = (
    (datetime, "datetime", datetime.isoformat),
    (date, "date", date.isoformat),
    (time, "time", time.isoformat),
    (UUID, "uuid", str),
    (Decimal, "decimal", str),
    (bytes, "bytes", lambda content: base64.b64encode(content).decode()),
    (tuple, "tuple", lambda items: [encoded(item) for item in items]),
    (frozenset | set, "frozenset", lambda items: [encoded(item) for item in items]),
    (Mapping, "map", lambda told: [[encoded(key), encoded(told[key])] for key in told]),
)


def _enum(value: Enum) -> Any:
    if type(value).__module__.startswith(_OURS):
        return {_MARK: "enum", "v": {"of": _name(type(value)), "value": encoded(value.value)}}
    return encoded(value.value)  # a plugin's own: core does not know it


def decoded(value: Any) -> Any:
    """The value that `encoded` wrote; raises CannotCross."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    try:
        return _READ[value[_MARK]](value["v"])
    except CannotCross:
        raise
    except Exception as odd:
        raise CannotCross(f"this is no value: {type(odd).__name__}") from odd


def _object(told: Mapping[str, Any]) -> Any:
    kind = _class(told["of"], object)
    made = getattr(kind, "__dataclass_params__", None)
    if made is None or not made.frozen:
        raise CannotCross(f"{told['of']} is no plain value")
    return kind(**{name: decoded(value) for name, value in told["told"].items()})


def _name(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


def _class(name: str, base: type) -> Any:
    """A class of core that is imported already; nothing is imported because somebody names it."""
    module, _colon, kind = name.partition(":")
    found = getattr(sys.modules.get(module), kind, None) if module.startswith(_OURS) else None
    if not (isinstance(found, type) and issubclass(found, base)):
        raise CannotCross(f"{name} is no class of core")
    return found
