"""A method variant as plain data and back: kept where its plugin may go away. Texts in Dutch."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from core.method.variant import MethodVariant
from core.wording import Text, in_dutch

Data = TypeVar("Data")


@in_dutch()
def to_json(variant: MethodVariant) -> dict[str, Any]:
    """The whole variant, as JSON takes it."""
    written: dict[str, Any] = _plain(variant)
    return written


def from_json(content: Mapping[str, Any]) -> MethodVariant:
    """The variant that was written; what it did not know yet has its usual value."""
    return _made(MethodVariant, content)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)


def _made(kind: type[Data], told: Mapping[str, Any]) -> Data:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    return kind(**{name: _value(hints[name], told[name]) for name in names if name in told})


def _value(hint: Any, told: Any) -> Any:
    if told is None or hint == Text:
        return told
    if get_origin(hint) in (Union, types.UnionType):
        [hint] = [one for one in get_args(hint) if one is not types.NoneType]
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return tuple(_value(inner, one) for one in told)
    if isinstance(hint, type) and is_dataclass(hint):
        return _made(hint, told)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(told)
    return told
