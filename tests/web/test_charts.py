"""Charts: whole numbers that stay inside the drawing."""

from hypothesis import given
from hypothesis import strategies as st

from core.web import charts

COUNTS = st.lists(st.tuples(st.text(max_size=60), st.integers(0, 10_000)), max_size=20)


@given(COUNTS)
def test_bars_stay_inside(items: list[tuple[str, int]]) -> None:
    chart = charts.bars(items)
    assert all(row.x >= 0 and row.x + row.width <= chart.width for row in chart.rows)


@given(COUNTS)
def test_columns_stay_inside(items: list[tuple[str, int]]) -> None:
    chart = charts.columns([(label, value, value + 1) for label, value in items])
    assert all(box.y >= 40 and box.y + box.height == chart.floor for box in chart.boxes)
    assert all(box.x + box.width <= chart.width for box in chart.boxes)
    assert all(chart.scale[-1][1] >= value for _label, value in items)


@given(COUNTS)
def test_parts_fill_the_bar(items: list[tuple[str, int]]) -> None:
    boxes = charts.stacked(items)
    assert len(boxes) == len(items)


def test_the_scale_of_the_drawing() -> None:
    assert [figure for _y, figure in charts.columns([("nov", 131, 128)]).scale] == [
        0, 35, 70, 105, 140,
    ]  # fmt: skip


def test_street() -> None:
    assert charts.street(6, 2, 10) == ("lit",) * 4 + ("half",) * 2 + ("plot",) * 4
    assert charts.street(3, 9, 1) == ("half",) * 3
    assert charts.street(0) == ()


@given(st.floats(50.7, 53.6), st.floats(3.3, 7.25), st.integers(0, 1000))
def test_the_country_fits(latitude: float, longitude: float, size: int) -> None:
    (dot,) = charts.dot_map([(latitude, longitude, size)])
    assert dot.x - dot.radius >= 0 and dot.x + dot.radius <= 260
    assert dot.y - dot.radius >= 0 and dot.y + dot.radius <= 300


def test_share() -> None:
    assert charts.share(744, 1000) == 744
    assert charts.share(5, 0) == 0
    assert charts.share(9, 3) == 1000
