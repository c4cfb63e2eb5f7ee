"""A share of people as it may leave the tenant: exact, or at least so much, or not at all."""

from dataclasses import dataclass

from core.figures.suppression import THRESHOLD, share

ENOUGH_FOR_A_FLOOR = 2 * THRESHOLD


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A share of 0 to 1; `is_floor`: this much or more."""

    share: float
    is_floor: bool = False


def shown_share(part: int, whole: int) -> ShownShare | None:
    """What may be told of `part` in `whole`; where few are not in it, only that it is much.

    None when there are too few to tell anything.
    """
    others = whole - part
    if others < THRESHOLD and whole >= ENOUGH_FOR_A_FLOOR:
        return ShownShare((whole - THRESHOLD + 1) / whole, is_floor=True)
    found = share(part, whole) if others >= THRESHOLD else None
    return ShownShare(found) if found is not None else None
