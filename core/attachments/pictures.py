"""Photos: drawn anew, so that place, time, camera and whatever hid behind them are gone."""

import io

from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin

from core.attachments.kinds import Looked
from core.errors import Refused
from core.wording import _

MOST_PIXELS = 50_000_000
READERS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin)
"""Imported, so that Pillow knows these and need not load every reader that it has."""
_FORMATS = {"jpg": ("JPEG", "MPO"), "png": ("PNG",)}


def look_at_picture(kind: str, content: bytes) -> Looked:
    """The same picture without anything else; raises Refused when it is none or far too big."""
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(_("Deze foto is te groot. Maak hem kleiner."), "file")
            return Looked(kind, _drawn_anew(kind, picture))
    except Refused:
        raise
    except Exception as broken:
        raise Refused(_("Deze foto kunnen wij niet lezen. Maak hem opnieuw."), "file") from broken


def _drawn_anew(kind: str, picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    has_holes = kind == "png" and (upright.mode in ("RGBA", "LA", "PA") or "transparency" in
                                   upright.info)  # fmt: skip
    mode = "RGBA" if has_holes else "L" if upright.mode in ("L", "1") else "RGB"
    plain = upright.convert(mode)
    clean = Image.new(mode, plain.size)
    clean.paste(plain)
    out = io.BytesIO()
    if kind == "jpg":
        clean.save(out, "JPEG", quality=88)
    else:
        clean.save(out, "PNG")
    return out.getvalue()
