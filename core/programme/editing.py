"""A setting on a page: who changed it last, and what to show when two change it at once."""

from dataclasses import dataclass

from flask import request

from core.programme.versions import Version, last_version
from core.web.forms import Form
from core.work import Work


@dataclass(frozen=True, slots=True)
class Difference:
    """What the reader typed and what somebody else saved meanwhile, for one question."""

    label: str
    typed: str
    saved: str


@dataclass(frozen=True, slots=True)
class Editing:
    """The version that the form builds on, and what differs when another was saved meanwhile."""

    last: Version | None
    differences: tuple[Difference, ...] = ()

    @property
    def number(self) -> int:
        """The number that the form carries, so that a later save is noticed."""
        return self.last.number if self.last else 0


def base_of_request() -> int | None:
    """The version that the posted form was made from; None when it does not say."""
    return request.form.get("versie", type=int)


def editing(work: Work, topic: str, form: Form, saved: Form | None = None) -> Editing:
    """How a setting stands beside a form; `saved` is the form as it is kept now."""
    last = last_version(work, topic)
    base = base_of_request()
    if not (form.submitted and saved and last and base is not None and base != last.number):
        return Editing(last)
    return Editing(last, _differences(form, saved))


def _differences(form: Form, saved: Form) -> tuple[Difference, ...]:
    return tuple(
        Difference(str(mine.spec.label), mine.value, theirs.value)
        for mine, theirs in zip(form.fields, saved.fields, strict=True)
        if mine.value != theirs.value
    )
