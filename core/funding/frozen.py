"""Plain data as JSON and back: what was frozen years ago can be read again.

Only frozen dataclasses of texts, numbers, days, and tuples of these. A field that a later version
added takes its default, one that it dropped is left out.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Plain = TypeVar("Plain")


def to_json(value: Any) -> str:
    """The value as JSON, equal for equal values."""
    return json.dumps(_told(value), ensure_ascii=False, sort_keys=True)


def from_json(kind: type[Plain], text: str) -> Plain:
    """The value that `to_json` made a text of; raises ValueError when it is something else."""
    found = _read(kind, json.loads(text))
    if not isinstance(found, kind):
        raise ValueError(f"this is no {kind.__name__}")
    return found


def _told(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _told(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    return [_told(one) for one in value] if isinstance(value, tuple) else value


def _read(kind: Any, told: Any) -> Any:
    if isinstance(kind, UnionType):
        if told is None:
            return None
        [kind] = [one for one in get_args(kind) if one is not NoneType]
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], one) for one in told)
    if is_dataclass(kind):
        if not isinstance(told, dict):
            raise ValueError("no object")
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(
            **{name: _read(hints[name], one) for name, one in told.items() if name in hints}
        )  # type: ignore[operator]
    return date.fromisoformat(told) if kind is date else told


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
