"""Finding a mark in whatever leaves: pages, headers, mail, PDF, archives."""

import gzip
import io
import re
import tarfile
import zipfile
import zlib
from base64 import b64encode, urlsafe_b64decode
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from html import unescape
from urllib.parse import unquote_plus
from uuid import UUID

from pypdf import PdfReader

SHORT = 4
"""The shortest text column cuts a mark to this; so much of it must be unmistakable."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DEEPEST = 4


def says(mark: str, text: str) -> bool:
    """Whether a text says a mark, as it is, cut to its beginning, or encoded in base64."""
    return mark[:SHORT] in text.lower() or any(form in text for form in _in_base64(mark))


def _in_base64(mark: str) -> Iterator[str]:
    """What every base64 of a text with this mark holds, wherever in it the mark begins."""
    for before in range(3):
        code = b64encode(b"\0" * before + mark.encode()).decode().rstrip("=")
        # The first and last characters depend on what stands beside the mark.
        yield code[-(-before * 8 // 6) : -1]


def ids_in(text: str) -> set[UUID]:
    """The ids that stand in a text."""
    return {UUID(found) for found in _ID.findall(text.lower())}


def texts_of(data: bytes, depth: int = 0) -> Iterator[str]:
    """Everything that can be read in bytes: as they are, unescaped, and inside PDF and archives."""
    raw = data.decode("utf-8", "replace")
    yield raw
    if "&" in raw:
        yield unescape(raw)
    if "%" in raw:
        yield unquote_plus(raw)
    if "\\u" in raw:
        yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw)
    if data.startswith(b"%PDF"):
        yield from _pdf(data)
    elif depth < _DEEPEST:
        for part in _unpacked(data):
            yield from texts_of(part, depth + 1)


def _pdf(data: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(data))
    yield " ".join(str(value) for value in (reader.metadata or {}).values())
    for page in reader.pages:
        text = page.extract_text()
        yield text
        yield re.sub(r"\s|-\n|\xad", "", text)
    for attachments in reader.attachments.values():
        for attached in attachments:
            yield from texts_of(attached, 1)


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    elif data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    elif data[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for entry in archive:
                yield entry.name.encode()
                if held := archive.extractfile(entry):
                    yield held.read()


def texts_of_header(value: str) -> Iterator[str]:
    """A header, and what a signed cookie in it holds (flashed messages are packed)."""
    yield from texts_of(value.encode())
    for part in re.split(r"[\s;=,]+", value):
        packed = part.startswith(".")
        body = part.lstrip(".").partition(".")[0]
        try:
            opened = urlsafe_b64decode(body + "=" * (-len(body) % 4))
            yield from texts_of(zlib.decompress(opened) if packed else opened)
        except (ValueError, zlib.error):
            continue


def texts_of_mail(mail: bytes | Message) -> Iterator[str]:
    """The headers and every part of a mail, decoded, and the mail as it travels."""
    message = message_from_bytes(mail) if isinstance(mail, bytes) else mail
    yield from texts_of(message.as_bytes())
    for name, value in message.items():
        yield f"{name}: {make_header(decode_header(str(value)))}"
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield from texts_of(payload)
