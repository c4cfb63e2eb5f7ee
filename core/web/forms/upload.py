"""A field that takes one file: its bytes are read once and kept in memory.

    class Import(FormSchema):
        file = upload(_l("Welk bestand?"), (".csv", ".xlsx"), most_bytes=8 * MB)

    @routes.form("/importeren", POLICY, max_body=body_for(8 * MB))

`form.data["file"]` is an `UploadedFile`. A file cannot come back into the form with an error
elsewhere: browsers do not allow it, so the reader chooses it again.
"""

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final, Unpack

from marshmallow import ValidationError, fields
from werkzeug.datastructures import FileStorage, MultiDict

from core.web.forms.spec import Asked, Spec, options
from core.wording import Text, _, _l

MB: Final = 1024 * 1024
_LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as somebody sent it; `name` has no folders, `content` is what its name promises or
    not: look before you trust it."""

    name: str
    content: bytes = field(repr=False)

    @property
    def ending(self) -> str:
        """The end of the name in small letters: ".csv"."""
        return PurePath(self.name).suffix.lower()


def taken(files: MultiDict[str, FileStorage] | None, name: str) -> UploadedFile | None:
    """The file that was sent for a field; None when nothing was chosen."""
    sent = files.get(name) if files else None
    if sent is None or not sent.filename:
        return None
    plain = sent.filename.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign for sign in plain if sign.isprintable()).strip()
    return UploadedFile(plain[-_LONGEST_NAME:] or "bestand", sent.stream.read())


def body_for(most_bytes: int) -> int:
    """What a route must let in so that a file a little too big gets its own words."""
    return most_bytes + 2 * MB


class Upload(fields.Field[UploadedFile]):
    """A file of one of the kinds, not empty and not too big."""

    def __init__(self, kinds: tuple[str, ...], most_bytes: int, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.kinds = kinds
        self.most_bytes = most_bytes

    def _serialize(self, value: UploadedFile | None, *_a: Any, **_k: Any) -> str | None:
        return value.name if value else None

    def _deserialize(self, value: Any, *_a: Any, **_k: Any) -> UploadedFile:
        if not isinstance(value, UploadedFile):
            raise ValidationError(self.error_messages["required"])
        if value.ending not in self.kinds:
            raise ValidationError(
                _("Dit soort bestand kan hier niet. Kies %(kinds)s.", kinds=in_words(self.kinds))
            )
        if not value.content:
            raise ValidationError(_("Dit bestand is leeg. Kies een ander bestand."))
        if len(value.content) > self.most_bytes:
            raise ValidationError(
                _("Dit bestand is te groot. Kies een bestand van hooguit %(most)s MB.",
                  most=self.most_bytes // MB)
            )  # fmt: skip
        return value


def in_words(kinds: tuple[str, ...]) -> str:
    """(".csv", ".xlsx") as "CSV of XLSX"."""
    names = [kind.removeprefix(".").upper() for kind in kinds]
    if len(names) == 1:
        return names[0]
    return _("%(first)s of %(last)s", first=", ".join(names[:-1]), last=names[-1])


def upload(
    label: Text, kinds: tuple[str, ...], *, most_bytes: int = MB, **asked: Unpack[Asked]
) -> Upload:
    """One file, of a kind in `kinds` (ends of names) and of `most_bytes` at most.

    The hint says both in words unless `asked` brings another. The route needs
    `max_body=body_for(most_bytes)`.
    """
    names = ", ".join(kind.removeprefix(".").upper() for kind in kinds)
    look: Asked = {"hint": _l("%(kinds)s, hooguit %(most)s MB.", kinds=names,
                              most=most_bytes // MB)}  # fmt: skip
    spec = Spec(label, widget="file", accept=kinds, **(look | asked))
    return Upload(kinds, most_bytes, **options(spec))
