"""The picture that others see when a profile is shared: 1200 by 630, in the look of the house.

The words stand in the file as text too, so that whoever looks into it finds what is drawn.
"""

from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from core.recruiting.drawing import INK, mark, street
from core.web.themes import Ramp

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
MEDIA_TYPE = "image/png"
_MARGIN, _TEXT_ENDS = 72, 448
_STREET = "60 40 1380 210"
_GROUND = """
#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: gradient.linear(
  angle: 90deg, (white, 0%), (white, 45%), (rgb(sys.inputs.ground), 100%),
))
#place(bottom, image(bytes(sys.inputs.street), format: "svg", width: 100%))
#place(dx: 70pt, dy: 48pt, image(bytes(sys.inputs.mark), format: "svg", height: 52pt))
"""
_SIZES = (70, 62, 54, 46, 40, 34)


def share_png(programme: str, title: str, line: str, ramp: Ramp) -> bytes:
    """A title with one line under it, as PNG; equal words, equal bytes."""
    from PIL import Image, ImageDraw
    from PIL.PngImagePlugin import PngInfo

    picture = Image.open(BytesIO(_ground(ramp))).convert("RGB")
    pen = ImageDraw.Draw(picture)
    pen.text((150, 76), programme, ramp[600], _font("Figtree_700Bold", 32), anchor="lm")
    _write(pen, title, line, ramp)
    told = PngInfo()
    told.add_itxt("Title", title, "nl")
    told.add_itxt("Description", f"{programme}: {title}. {line}", "nl")
    return _saved(picture, told)


def _saved(picture: "Image", told: object) -> bytes:
    saved = BytesIO()
    picture.quantize(128).save(saved, "PNG", pnginfo=told, optimize=True)
    return saved.getvalue()


def _write(pen: "ImageDraw", title: str, line: str, ramp: Ramp) -> None:
    """As large as fits above the street; what still does not fit ends with "…"."""
    for size in _SIZES:
        head = _font("BricolageGrotesque_700Bold", size)
        body = _font("Figtree_400Regular", size // 2 + 2)
        lines, under = _wrapped(head, title), _wrapped(body, line)
        height = len(lines) * size * 1.08 + 14 + len(under) * size * 0.72
        if 130 + height <= _TEXT_ENDS:
            break
    else:
        lines, under = [*lines[:5], "…"] if len(lines) > 6 else lines, under[:1]
    top = 130.0
    for part in lines:
        pen.text((_MARGIN, top), part, ramp[600], head)
        top += size * 1.08
    top += 14
    for part in under:
        pen.text((_MARGIN, top), part, INK, body)
        top += size * 0.72


def _wrapped(font: "FreeTypeFont", text: str) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _font(name: str, size: int) -> "FreeTypeFont":
    """One of the fonts of the screens, with every Latin letter."""
    from PIL import ImageFont

    place = files("core.web").joinpath(f"static/vendor/paper/{name}.ttf")
    return ImageFont.truetype(BytesIO(place.read_bytes()), size)


def _ground(ramp: Ramp) -> bytes:
    """The paper, the street and our mark; drawn once by who also sets the posters."""
    import typst

    told = {"ground": ramp[100], "street": street(ramp, _STREET), "mark": mark(ramp)}
    drawn = typst.compile(_GROUND.encode(), format="png", ppi=72.0, sys_inputs=told)
    return bytes(drawn)
