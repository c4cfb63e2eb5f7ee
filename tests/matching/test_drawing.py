"""The drawing of a neighbourhood: words of a ring cover nobody while there is a side without."""

from core.matching.drawing import DOT, MIDDLE, Drawing, Mark, draw
from core.matching.profiles import Position

HERE = Position(52.0, 5.5)


def north(number: int, km: float) -> list[Mark]:
    there = Position(HERE.lat + km / 111.19 / 1.25, HERE.lon)
    return [Mark(letter, there, True) for letter in "ABCDEF"[:number]]


def covered(drawing: Drawing) -> list[str]:
    return [
        ring.words
        for ring in drawing.rings
        for spot in drawing.spots
        if abs(spot.x - ring.x) < DOT and -DOT < ring.y - spot.y < DOT
    ]


def test_words_of_a_ring_stand_above_it() -> None:
    drawing = draw(HERE, 8, [])
    assert [(ring.words, ring.x) for ring in drawing.rings] == [
        ("1 km", MIDDLE[0]), ("4 km", MIDDLE[0]), ("8 km", MIDDLE[0]),
    ]  # fmt: skip
    assert all(ring.y < MIDDLE[1] for ring in drawing.rings)


def test_words_of_a_ring_make_room_for_who_lives_there() -> None:
    for km in (1.0, 4.0, 4.5, 7.5):
        drawing = draw(HERE, 8, north(3, km))
        assert len(drawing.spots) == 3
        assert covered(drawing) == [], km
