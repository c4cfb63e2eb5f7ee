"""Options of a plugin as they are typed: NAME=VALUE."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click
from marshmallow import ValidationError
from sqlalchemy import select

from core.extension.host import Loaded
from core.plugins.models import PluginActivation
from core.plugins.options import opened
from core.work import Work

LIST_WIDGETS = ("checkboxes", "dayparts")


def given(loaded: Loaded, options: Sequence[str]) -> dict[str, Any]:
    """What was typed, by name; raises UsageError."""
    specs = loaded.plugin.options().specs
    given: dict[str, Any] = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not equals or name not in specs:
            known = ", ".join(specs) or "none"
            raise click.UsageError(f"--option {option!r}: write NAME=VALUE; there are: {known}")
        if value == "-":
            value = click.prompt(str(specs[name].label), hide_input=True)
        if specs[name].widget in LIST_WIDGETS:
            given.setdefault(name, []).append(value)
        else:
            given[name] = value
    return given


def loaded_options(work: Work, loaded: Loaded, given: Mapping[str, Any]) -> dict[str, Any]:
    """The options as its schema gives them; raises ClickException with what is wrong."""
    row = work.session.scalar(select(PluginActivation).where(PluginActivation.plugin == loaded.key))
    kept = {**row.options, **opened(work, row.id, row.secrets)} if row else {}
    try:
        found: dict[str, Any] = loaded.plugin.options().load({**kept, **given})
    except ValidationError as wrong:
        lines = (f"{name}: {' '.join(map(str, said))}" for name, said in _messages(wrong))
        raise click.ClickException("\n".join(lines)) from wrong
    return found


def _messages(wrong: ValidationError) -> Iterator[tuple[str, list[object]]]:
    for name, said in wrong.messages_dict.items():
        yield str(name), said if isinstance(said, list) else [said]
