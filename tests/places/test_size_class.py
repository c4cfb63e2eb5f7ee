"""The size classes of F4."""

import pytest

from core.places.size_class import SizeClass, size_class


@pytest.mark.parametrize(
    ("inhabitants", "expected"),
    [
        (1, SizeClass.SMALL),
        (19_999, SizeClass.SMALL),
        (20_000, SizeClass.MEDIUM),
        (50_000, SizeClass.MEDIUM),
        (50_001, SizeClass.LARGE),
    ],
)
def test_limits(inhabitants: int, expected: SizeClass) -> None:
    assert size_class(inhabitants) is expected
    assert "inwoners" in str(expected.label)


def test_a_programme_has_inhabitants() -> None:
    with pytest.raises(ValueError, match="positive"):
        size_class(0)
