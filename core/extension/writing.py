"""Writing a new plugin: a whole package from the template beside this file, ready to be changed."""

import io
import re
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from core.extension.plugin import KEY

TEMPLATE = Path(__file__).parent / "template"
KINDS = ("referral-channel", "report-format", "method-variant", "supplier-integration", "other")


class CannotWrite(Exception):
    """A new plugin cannot be written; the message says what to do."""


def write_plugin(name: str, kind: str, into: Path) -> Path:
    """Write a plugin of a kind into a new folder below `into`; returns that folder.

    Raises CannotWrite for a name that makes no key, a folder that is there, or without copier.
    """
    key = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    if not KEY.fullmatch(key):
        raise CannotWrite(f"{name!r} makes no key: use 2 to 30 letters and digits, a letter first")
    folder = into / f"buurtgezinnen_{key}"
    if folder.exists():
        raise CannotWrite(f"{folder} is there already")
    try:
        from copier import run_copy
    except ImportError:
        raise CannotWrite('copier is not installed: pip install "buurtgezinnen[authors]"') from None
    title = key.replace("_", " ").capitalize()
    data = {"key": key, "title": title, "kind": kind, "package": folder.name}
    run_copy(str(TEMPLATE), folder, data=data, defaults=True, quiet=True)
    for words in folder.rglob("*.po"):
        compile_words(words)
    return folder


def compile_words(path: Path) -> Path:
    """Make of a catalog what the product reads, beside it; returns that file."""
    catalog = read_po(io.BytesIO(path.read_bytes()))
    made = path.with_suffix(".mo")
    with made.open("wb") as file:
        write_mo(file, catalog)
    return made
