"""A form on a page: what was typed, what it means and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from marshmallow import ValidationError, fields
from werkzeug.datastructures import FileStorage, MultiDict

from core.web.forms.bound import BoundField
from core.web.forms.fields import Consent
from core.web.forms.schema import FormSchema
from core.web.forms.spec import spec_of
from core.web.forms.stale import StalePost
from core.web.forms.typed import typed
from core.web.forms.upload import UploadedFile, taken
from core.wording import _

WHOLE_FORM: Final = ""
"""Key in `errors` for what is wrong with the form as a whole."""
_LISTS = ("checkboxes", "dayparts")


class Form:
    """One form: made from a schema, filled by `submit`, shown by the macro `form_fields`.

    `prefix` keeps names and ids apart when a page holds several forms.
    """

    def __init__(
        self,
        schema: FormSchema | type[FormSchema],
        initial: Mapping[str, Any] | None = None,
        prefix: str = "",
    ) -> None:
        self.schema = schema() if isinstance(schema, type) else schema
        self.prefix = prefix
        self.data: dict[str, Any] = {}
        self.errors: dict[str, list[str]] = {}
        self.raw: dict[str, list[str]] = self._from_initial(initial or {})
        self.uploads: dict[str, UploadedFile] = {}
        self.submitted = False

    def _from_initial(self, initial: Mapping[str, Any]) -> dict[str, list[str]]:
        known = self.schema.load_fields
        return {
            name: typed(known[name], value)
            for name, value in initial.items()
            if name in known and value is not None and not isinstance(known[name], Consent)
        }

    def submit(
        self,
        posted: MultiDict[str, str],
        files: MultiDict[str, FileStorage] | None = None,
    ) -> bool:
        """Take what was posted; fill `raw`, `data` and `errors`; return whether all is well.

        `files` are those of the request; a form with an upload field needs them.
        """
        self.submitted = True
        self.uploads = {
            name: file
            for name, spec in self.schema.specs.items()
            if spec.widget == "file" and (file := taken(files, self.prefix + name))
        }
        self.raw = {
            name: posted.getlist(self.prefix + name)
            for name in self.schema.load_fields
            if self.prefix + name in posted and name not in self.uploads
        }
        self.errors = {}
        try:
            self.data = self.schema.load(self._payload())
        except ValidationError as error:
            self.data = error.valid_data if isinstance(error.valid_data, dict) else {}
            self._keep(error.messages)
        if isinstance(posted, StalePost):
            self.errors = {WHOLE_FORM: [_stale()]}
        return not self.errors

    def restore(self, answers: Mapping[str, list[str]]) -> None:
        """Show what was typed before, as it was; a consent is given anew each time."""
        self.raw = {
            name: list(answers[self.prefix + name])
            for name, field in self.schema.load_fields.items()
            if self.prefix + name in answers and not isinstance(field, Consent)
        }

    def _payload(self) -> dict[str, Any]:
        lists = {name for name, spec in self.schema.specs.items() if spec.widget in _LISTS}
        lists |= {n for n, f in self.schema.load_fields.items() if isinstance(f, fields.List)}
        typed = {name: vs if name in lists else vs[0] for name, vs in self.raw.items()}
        return typed | self.uploads

    def _keep(self, messages: Any) -> None:
        for name, told in messages.items():
            for message in flat(told):
                self.add_error(WHOLE_FORM if name == "_schema" else str(name), message)

    def add_error(self, field: str | None, message: str) -> None:
        """Say that something is wrong with a field, or with the whole form for None."""
        told = self.errors.setdefault(field or WHOLE_FORM, [])
        if str(message) not in told:
            told.append(str(message))

    @property
    def takes_files(self) -> bool:
        """Whether the form must be sent as multipart."""
        return any(spec.widget == "file" for spec in self.schema.specs.values())

    @property
    def fields(self) -> list[BoundField]:
        """Every field, in order."""
        return [self[name] for name in self.schema.load_fields]

    def __getitem__(self, name: str) -> BoundField:
        field = self.schema.load_fields[name]
        return BoundField(
            name=self.prefix + name,
            spec=spec_of(name, field),
            typed=tuple(self.raw.get(name, ())),
            errors=tuple(self.errors.get(name, ())),
        )

    def __contains__(self, name: str) -> bool:
        return name in self.schema.load_fields

    def __iter__(self) -> Iterator[BoundField]:
        return iter(self.fields)

    def parents(self, names: Iterable[str] | None = None) -> list[str]:
        """Return the fields to show, of all or of `names`, without those inside another."""
        wanted = list(names) if names is not None else list(self.schema.load_fields)
        specs = self.schema.specs
        unknown = [name for name in wanted if name not in specs]
        if unknown:
            raise KeyError(f"This form has no field {', '.join(unknown)}.")
        return [name for name in wanted if not self._inside(name, wanted)]

    def _inside(self, name: str, wanted: list[str]) -> bool:
        rule = self.schema.specs[name].depends_on
        return rule is not None and rule[0] in wanted

    def children(self, name: str) -> list[tuple[int, str]]:
        """Return the fields that depend on an answer: (number of that answer from 1, name)."""
        specs = self.schema.specs
        values = [value for value, _label in specs[name].choices] or ["ja"]
        rules = {child: spec.depends_on for child, spec in specs.items() if spec.depends_on}
        return [
            (values.index(rule[1]) + 1, child)
            for child, rule in rules.items()
            if rule[0] == name and rule[1] in values
        ]

    @property
    def problems(self) -> list[tuple[str | None, str]]:
        """Every error as (id to jump to, message), in the order of the fields."""
        found: list[tuple[str | None, str]] = [
            (None, message) for message in self.errors.get(WHOLE_FORM, [])
        ]
        for field in self.fields:
            found += [(field.target_id, message) for message in field.errors]
        known = {WHOLE_FORM, *self.schema.load_fields}
        for name in self.errors.keys() - known:
            found += [(None, message) for message in self.errors[name]]
        return found


def _stale() -> str:
    return _(
        "Dit formulier stond te lang open, er is niets verstuurd. Wat u invulde, staat er nog. "
        "Kijk het na en druk nog eens op de knop."
    )


def flat(told: Any) -> list[str]:
    """Return the messages of marshmallow, nested or not, as one list."""
    if isinstance(told, Mapping):
        return [message for part in told.values() for message in flat(part)]
    if isinstance(told, list | tuple):
        return [message for part in told for message in flat(part)]
    return [str(told)]
