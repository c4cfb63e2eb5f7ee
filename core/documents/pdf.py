"""The one maker of PDFs: tagged (PDF/UA-1), with title, date and language, the same for the same
input, without network or packages.

A template is Typst source of ours; what people typed reaches it as JSON only, so it can never
become code. A template reads it as `data` and lays it out; it calls no other files.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Final, TypeAlias

import typst

Json: TypeAlias = "str | int | float | bool | Mapping[str, Json] | Sequence[Json] | None"

FONTS: Final = Path(__file__).parents[1] / "web" / "static" / "vendor" / "paper"
"""The fonts of the screens as TTF: see core.web.assets. Without them the wheel's own are used."""
PRELUDE = """\
#let data = json(bytes(sys.inputs.data))
#set document(
  title: sys.inputs.title,
  author: sys.inputs.author,
  date: datetime(
    year: int(sys.inputs.year), month: int(sys.inputs.month), day: int(sys.inputs.day),
  ),
)
#let fallback = ("Libertinus Serif", "DejaVu Sans Mono")
#let heads = ("Bricolage Grotesque", "Figtree", ..fallback)
#set text(lang: sys.inputs.lang, font: ("Figtree", ..fallback))
#show title: set text(font: heads)
#show heading: set text(font: heads)
"""
REPLACEMENT = "□"
UNDISPLAYABLE = re.compile(r'the text(?: contains the disallowed codepoint)? `"(.+?)"`', re.DOTALL)
HEX_ESCAPE = re.compile(r"\\u\\?\\{([0-9a-f]+)\\}")
MOST_RETRIES = 12
SURE_LETTERS_BELOW = 0x250
"""Up to here (Latin with all its European additions) the fonts in the wheel have every letter."""


class PdfError(RuntimeError):
    """A PDF could not be made; the message is Typst's and may quote the text."""


def make_pdf(
    template: str,
    data: Mapping[str, Json],
    *,
    title: str,
    author: str,
    on: date,
    lang: str = "nl",
    fonts: Path = FONTS,
) -> bytes:
    """Return a PDF/UA-1 document of a Typst template filled with data.

    `on` is its date and stands in the file instead of the time of making, so equal input gives
    equal bytes. `lang` is an ISO 639 code. `fonts` is the folder of our fonts, which may be
    missing; the fonts in the wheel are always there, those of the machine are never used. Letters
    that no font has (most emoji, Chinese) become "□". Raises PdfError when the template is at
    fault.
    """
    made = datetime(on.year, on.month, on.day, tzinfo=UTC)
    inputs = {
        "title": title,
        "author": author,
        "lang": lang,
        "year": str(on.year),
        "month": str(on.month),
        "day": str(on.day),
    }

    def compile_with(clean: Callable[[str], str]) -> bytes:
        texts = {key: clean(value) for key, value in inputs.items()}
        return typst.compile(
            (PRELUDE + template).encode(),
            font_paths=_fonts(fonts),
            format="pdf",
            sys_inputs=texts | {"data": json.dumps(_mapped(data, clean), ensure_ascii=False)},
            pdf_standards="ua-1",
            timestamp=made,
        )

    return _compile_displayable(compile_with)


@cache
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _compile_displayable(compile_with: Callable[[Callable[[str], str]], bytes]) -> bytes:
    """Compile, and replace the letters that no font has: one by one first, then roughly."""
    missing: frozenset[str] = frozenset()
    for _retry in range(MOST_RETRIES):
        try:
            return compile_with(partial(_clean, missing=missing.__contains__))
        except typst.TypstError as error:
            found = _undisplayable(error)
            if found is None:
                raise PdfError(str(error)) from error
            if found <= missing:
                break
            missing |= found
    try:
        return compile_with(partial(_clean, missing=_is_rare))
    except typst.TypstError as error:
        raise PdfError(str(error)) from error


def _is_rare(letter: str) -> bool:
    return ord(letter) >= SURE_LETTERS_BELOW


def _undisplayable(error: typst.TypstError) -> frozenset[str] | None:
    """Return the rare letters that Typst could not show; None when the error is another one."""
    found = UNDISPLAYABLE.search(str(error))
    if found is None:
        return None
    letters = HEX_ESCAPE.sub(lambda m: chr(int(m[1], 16)), found[1])
    return frozenset(letter for letter in letters if _is_rare(letter)) - {REPLACEMENT}


def _clean(text: str, missing: Callable[[str], bool]) -> str:
    letters = (c for c in unicodedata.normalize("NFC", text) if _is_text(c))
    return "".join(REPLACEMENT if missing(c) else c for c in letters)


def _is_text(letter: str) -> bool:
    return letter == "\n" or (
        unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn") and letter != "\ufeff"
    )


def _mapped(value: Json, clean: Callable[[str], str]) -> Json:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _mapped(inner, clean) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [_mapped(inner, clean) for inner in value]
    return value
