"""A colour ramp per tenant, made from a hue and a chroma in OKLCH, and its contrast.

OKLCH and OKLab: Björn Ottosson, "A perceptual color space for image processing" (2020).
Contrast: WCAG 2.2, "relative luminance" and "contrast ratio".
"""

import math
import re
from dataclasses import dataclass
from typing import Final

STEPS: Final = (50, 100, 200, 300, 400, 500, 600, 700)
LIGHTNESS: Final = (0.982, 0.956, 0.905, 0.83, 0.53, 0.445, 0.365, 0.275)
CHROMA_SHARE: Final = (0.10, 0.25, 0.50, 0.85, 1.10, 1.00, 0.85, 0.60)
CHROMA_STEP: Final = 0.002
MAX_CHROMA: Final = 0.4

WHITE: Final = "#ffffff"
PAPER: Final = "#fbf7f1"
SOFT: Final = "#70645a"
ENOUGH: Final = 4.5

_PAIRS: Final = (
    (400, WHITE), (400, 50), (400, PAPER),
    (500, WHITE), (500, 100), (500, PAPER),
    (600, 200), (300, 700), (WHITE, 600), (SOFT, 100),
)  # fmt: skip
_NAMES: Final = {WHITE: "wit", PAPER: "papier", SOFT: "zachte tekst"}
_HEX = re.compile(r"#[0-9a-f]{6}")
_CLASS = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Ramp:
    """Eight colours from light to dark, as "#rrggbb"."""

    colours: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.colours) != len(STEPS) or not all(map(_HEX.fullmatch, self.colours)):
            raise ValueError("A ramp is eight colours such as #045d74, in small letters.")

    def __getitem__(self, step: int) -> str:
        return self.colours[STEPS.index(step)]


@dataclass(frozen=True, slots=True)
class ContrastFault:
    """Two colours that lie too close together for reading."""

    text: str
    ground: str
    ratio: float


def make_ramp(hue: float, chroma: float) -> Ramp:
    """Make the ramp for a hue in degrees and a chroma from 0 to 0.4."""
    if not (math.isfinite(hue) and 0 <= chroma <= MAX_CHROMA):
        raise ValueError("The hue is a number of degrees, the chroma lies between 0 and 0.4.")
    steps = zip(LIGHTNESS, CHROMA_SHARE, strict=True)
    return Ramp(tuple(_within_srgb(light, chroma * share, hue) for light, share in steps))


def contrast_faults(ramp: Ramp) -> list[ContrastFault]:
    """Return the pairs that our styles put together and that fall below 4.5."""
    faults = []
    for text, ground in _PAIRS:
        ratio = contrast(_colour(ramp, text), _colour(ramp, ground))
        if ratio < ENOUGH:
            faults.append(ContrastFault(_name(text), _name(ground), round(ratio, 2)))
    return faults


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def made_of(colour: str) -> tuple[int, int]:
    """The hue (degrees) and chroma (thousandths of OKLCH) of a colour such as "#a03070"."""
    if not _HEX.fullmatch(colour):
        raise ValueError("A colour is written as #a03070, in small letters.")
    red, green, blue = _linear_parts(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return round(math.degrees(math.atan2(b, a))) % 360, round(1000 * math.hypot(a, b))


def faults_of(colour: str, ramp: Ramp) -> list[ContrastFault]:
    """The pairs that fall below 4.5 when a colour of a tenant's own is the main one of a ramp."""
    own = Ramp(tuple(colour if s == 500 else c for s, c in zip(STEPS, ramp.colours, strict=True)))
    return contrast_faults(own)


def stylesheet(ramp: Ramp, theme_class: str) -> str:
    """Return the CSS that gives pages with `theme_class` the colours of the ramp."""
    if not _CLASS.fullmatch(theme_class):
        raise ValueError(f"{theme_class!r} is no class name such as tenant-rhenen.")
    colours = zip(STEPS, ramp.colours, strict=True)
    rules = " ".join(f"--voorbeeld-kleuren-violet-{step}: {colour};" for step, colour in colours)
    return f".voorbeeld-theme.{theme_class} {{ {rules} }}\n"


def _within_srgb(lightness: float, chroma: float, hue: float) -> str:
    while True:
        linear = _linear_rgb(lightness, chroma, hue)
        if chroma <= 0 or all(-1e-4 <= part <= 1 + 1e-4 for part in linear):
            return "#" + "".join(f"{_encoded(part):02x}" for part in linear)
        chroma = max(0.0, chroma - CHROMA_STEP)


def _linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encoded(linear: float) -> int:
    part = min(1.0, max(0.0, linear))
    curved = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return round(curved * 255)


def _luminance(colour: str) -> float:
    red, green, blue = _linear_parts(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear_parts(colour: str) -> tuple[float, ...]:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return tuple(
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )


def _colour(ramp: Ramp, which: int | str) -> str:
    return which if isinstance(which, str) else ramp[which]


def _name(which: int | str) -> str:
    return _NAMES[which] if isinstance(which, str) else str(which)
