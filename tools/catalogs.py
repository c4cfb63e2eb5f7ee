"""The translations: gather texts from the code, see what lacks words, make what the product reads.

    python -m tools.catalogs update    new texts go into every catalog, old ones leave it
    python -m tools.catalogs missing   texts without a translation
    python -m tools.catalogs fill LANGUAGE FILE   words from a JSON file: {"text": "words" or [..]}
    python -m tools.catalogs compile   make the .mo files (`make` does)

English has every text. The other languages are those of the public doors, and have the texts of
the files in `PUBLIC_SOURCES` and of each plugin's `form.py`; a test walks through these doors and
names what lacks.
"""

import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from core.web.locales import DUTCH, PUBLIC_LANGUAGES, WORK_LANGUAGES

ROOT: Final = Path(__file__).parents[1]
CATALOGS: Final = ROOT / "core" / "translations"
LANGUAGES: Final = tuple(code for code in PUBLIC_LANGUAGES if code != DUTCH)
PUBLIC_SOURCES: Final = (
    "core/public/",
    "core/web/errors.py",
    "core/web/explanations.py",
    "core/web/formats.py",
    "core/web/context.py",
    "core/web/forms/",
    "core/web/templates/layouts/base.html",
    "core/web/templates/layouts/public.html",
    "core/web/templates/errors/",
    "core/web/templates/macros/",
    "core/web/templates/drawings/",
    "core/agenda/office_hours.py",
    "core/calendar/dayparts.py",
    "core/channels/templates/channels/fill_in.html",
    "core/channels/templates/channels/further_doors.html",
    "core/channels/views.py",
    "core/contact_details.py",
    "core/languages.py",
    "core/places/",
    "core/recruiting/templates/outside/",
    "core/referrals/schemas.py",
    "core/signals/schemas.py",
    "core/signals/templates/signals/worry.html",
    "core/signals/templates/signals/sent.html",
    "core/signals/templates/signals/gone.html",
    "core/signals/views.py",
    "core/signals/sending.py",
    "core/referrals/answers.py",
    "core/method/standard",
)
_METHODS: Final = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
_KEYWORDS: Final = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2)}


def texts() -> Catalog:
    """Every text of the product, with the files that hold it."""
    catalog = Catalog(charset="utf-8")
    for package in ("core", "plugins"):
        found = extract_from_dir(ROOT / package, _METHODS, keywords=_KEYWORDS)
        for file, line, message, comments, context in found:
            catalog.add(message, None, [(f"{package}/{file}", line)], (), comments, context=context)
    return catalog


def texts_of(language: str, everything: Catalog) -> Catalog:
    """The texts that a language needs: all, or those of the public doors."""
    if language in WORK_LANGUAGES:
        return everything
    public = Catalog(charset="utf-8")
    for message in _messages(everything):
        if any(_is_public(file) for file, _line in message.locations):
            public.add(message.id, None, message.locations)
    return public


def _is_public(file: str) -> bool:
    """Whether everyone reads it: of a plugin's texts those of its form."""
    is_form = file.startswith("plugins/") and file.endswith("/form.py")
    return is_form or file.startswith(PUBLIC_SOURCES)


def path_of(language: str) -> Path:
    """Where the catalog of a language stands."""
    return CATALOGS / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """The catalog of a language; an empty one when there is none yet."""
    path = path_of(language)
    content = path.read_bytes() if path.exists() else b""
    return read_po(io.BytesIO(content), locale=language)


def missing(language: str, everything: Catalog) -> list[Message]:
    """The texts that have no translation, or no good one."""
    known = read(language)
    return [
        message
        for message in _messages(texts_of(language, everything))
        if not _is_said(known.get(message.id), known.num_plurals)
    ]


def update(languages: Iterable[str] = LANGUAGES) -> None:
    """Bring every catalog up to the texts of the code; what is no longer used leaves it."""
    everything = texts()
    for language in languages:
        catalog, known = Catalog(locale=language, charset="utf-8"), read(language)
        for message in _messages(texts_of(language, everything)):
            before = known.get(message.id)
            catalog.add(message.id, before.string if before else None, flags=message.flags)
        _write(language, catalog)


def fill(language: str, words: dict[str, str | list[str]]) -> None:
    """Put words into a catalog: by text, a list where a text has plurals."""
    catalog = read(language)
    for text, said in words.items():
        message = catalog.get(text)
        if message is None:
            raise SystemExit(f"{language} has no text {text!r}")
        message.string = tuple(said) if isinstance(said, list) else said
    _write(language, catalog)


def compile_all() -> None:
    """Make the files that the product reads."""
    for language in LANGUAGES:
        path = path_of(language).with_suffix(".mo")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as made:
            write_mo(made, read(language))


def _write(language: str, catalog: Catalog) -> None:
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    # Without line numbers and dates: a catalog changes only when its texts do.
    write_po(written, catalog, width=100, no_location=True, omit_header=True, sort_output=True)
    plurals = catalog.plural_forms
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
    header += f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
    path.write_bytes(header.encode() + written.getvalue())


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _is_said(message: Message | None, plurals: int) -> bool:
    if message is None or message.fuzzy:
        return False
    if isinstance(message.id, tuple):
        said = message.string
        return isinstance(said, tuple) and len(said) == plurals and all(said)
    return bool(message.string)


def _tell_missing() -> None:
    everything = texts()
    for language in LANGUAGES:
        ids = [message.id for message in missing(language, everything)]
        print(json.dumps({language: ids}, ensure_ascii=False, indent=1))  # noqa: T201


def main(command: str, *rest: str) -> None:
    """Carry out one of the commands above."""
    match command, rest:
        case "update", ():
            update()
        case "missing", ():
            _tell_missing()
        case "fill", (language, file):
            fill(language, json.loads(Path(file).read_text()))
        case "compile", ():
            compile_all()
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(*(sys.argv[1:] or [""]))
