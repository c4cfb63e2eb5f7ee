"""The size classes of the 2016 pre-study, by number of inhabitants."""

from enum import StrEnum

from core.wording import Text, _l

SMALL_BELOW = 20_000
MEDIUM_UP_TO = 50_000


class SizeClass(StrEnum):
    """Small, medium or large, as the HvA study (2016) grouped the gemeenten."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"

    @property
    def label(self) -> Text:
        """The Dutch label, with the limits in it."""
        return LABELS[self]


LABELS: dict[SizeClass, Text] = {
    SizeClass.SMALL: _l("Klein (minder dan 20.000 inwoners)"),
    SizeClass.MEDIUM: _l("Middelgroot (20.000 tot en met 50.000 inwoners)"),
    SizeClass.LARGE: _l("Groot (meer dan 50.000 inwoners)"),
}


def size_class(inhabitants: int) -> SizeClass:
    """Return the size class of a programme's area: < 20,000, up to 50,000, more (HvA 2016).

    Raises ValueError when the number of inhabitants is not positive.
    """
    if inhabitants <= 0:
        raise ValueError(f"inhabitants must be positive, not {inhabitants}")
    if inhabitants < SMALL_BELOW:
        return SizeClass.SMALL
    return SizeClass.MEDIUM if inhabitants <= MEDIUM_UP_TO else SizeClass.LARGE
