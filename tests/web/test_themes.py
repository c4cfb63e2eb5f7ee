"""Colour ramps: readable for every hue, and the same as in the drawings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.web.themes import Ramp, contrast, contrast_faults, make_ramp, stylesheet

DRAWN = {
    (222, 0.085): "#f3fbfd #e2f4fb #c2e7f4 #92d3e9 #127792 #045d74 #034657 #002d39",
    (158, 0.095): "#f4fbf7 #e4f6ea #c6ead4 #9bd8b3 #297e54 #15633f #084b2d #07301d",
    (350, 0.115): "#fff7fa #feeaf3 #ffd1e5 #f8add0 #a04976 #81355d #622546 #40172c",
    (282, 0.095): "#f8f9fe #eeeffe #daddfe #bec2fb #6363a6 #4c4c87 #383867 #232343",
}


@pytest.mark.parametrize(("made_of", "colours"), DRAWN.items())
def test_the_drawn_ramps(made_of: tuple[float, float], colours: str) -> None:
    assert " ".join(make_ramp(*made_of).colours) == colours


@pytest.mark.parametrize("hue", range(0, 360, 3))
def test_every_hue_is_readable(hue: int) -> None:
    for chroma in (0.03, 0.07, 0.095, 0.12, 0.2):
        assert contrast_faults(make_ramp(hue, chroma)) == []


@given(st.floats(0, 360), st.floats(0, 0.2))
def test_any_ramp_is_readable(hue: float, chroma: float) -> None:
    assert contrast_faults(make_ramp(hue, chroma)) == []


def test_a_pale_ramp_is_refused() -> None:
    pale = Ramp(("#ffffff",) * 8)
    assert {fault.ratio for fault in contrast_faults(pale)} <= {1.0, 1.07}


def test_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_stylesheet() -> None:
    css = stylesheet(make_ramp(222, 0.085), "tenant-rhenen")
    assert css.startswith(".voorbeeld-theme.tenant-rhenen {")
    with pytest.raises(ValueError, match="class name"):
        stylesheet(make_ramp(1, 0.1), "x} body{display:none")
    with pytest.raises(ValueError, match="eight"):
        Ramp(("red",) * 8)
