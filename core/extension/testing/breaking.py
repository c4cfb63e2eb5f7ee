"""A plugin of which everything is broken, in the place of one that is installed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from typing import Any

from core.extension.host import Host, Loaded


class Broken(Exception):
    """What every function of a broken plugin raises."""


def _raise(*_arguments: Any, **_named: Any) -> Any:
    raise Broken("the kit broke this on purpose")


@contextmanager
def broken(host: Host, loaded: Loaded) -> Iterator[None]:
    """For a while, every function of a plugin raises."""
    hurt = replace(
        loaded,
        listed={hook: tuple(map(_hurt, loaded.listed[hook])) for hook in loaded.listed},
        tells=dict.fromkeys(loaded.tells, _raise),
    )
    host._loaded[loaded.key] = hurt
    try:
        yield
    finally:
        host._loaded[loaded.key] = loaded


def _hurt(component: Any) -> Any:
    if not is_dataclass(component) or isinstance(component, type):
        return component
    functions = [
        field.name
        for field in fields(component)
        if callable(value := getattr(component, field.name)) and not isinstance(value, type)
    ]
    return replace(component, **dict.fromkeys(functions, _raise))
