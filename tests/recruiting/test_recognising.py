"""What a text may tell: found, said more widely, and never a word made up about a family."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.recruiting.crowd import ENOUGH, EVERYWHERE, Crowd
from core.recruiting.recognising import SENTENCE, Known, Trace, coarser, findings
from core.recruiting.telltale import WIDE
from core.recruiting.wording import OFTEN, WHAT, WHO, Fields, text_of

RHENEN = Crowd(20_000)
TOLD = "Sem is gek op dieren en op de boerderij. Zijn moeder werkt in de bakkerij op zaterdag."
KNOWN = Known(
    names=frozenset({"Aydin-de Wit", "Mila", "Elif", "De Bruin"}),
    organisations=frozenset({"De Regenboog", "SV Rhenen"}),
    told=(TOLD,),
    area="Rhenen",
    crowd=RHENEN,
)
SAID = (
    "hij wil graag buiten spelen met een hond Mila dinsdag 10 jaar Kerkstraat 12 06 12345678 "
    "a@b.nl adhd is gek op dieren en de boerderij Regenboog . , ! Turks groep 5 3911 AB 111222333"
)
words = st.sampled_from(SAID.split())
sentences = st.lists(words, max_size=14).map(" ".join)
fields = st.builds(
    Fields,
    who=st.sampled_from([*WHO, "age-3", "age-10", "age-17"]),
    what=st.sampled_from(list(WHAT)),
    often=st.sampled_from([*OFTEN, "days-16", "days-32768"]),
    where=st.sampled_from(["gemeente", "region", "place-Elst Ut"]),
)
crowds = st.sampled_from([RHENEN, Crowd(), Crowd(900), Crowd(None, {("elst ut", "primary"): 30})])


def traces(sentence: str) -> list[tuple[Trace, str]]:
    return [(one.trace, one.quote) for one in findings(Fields(), sentence, KNOWN)]


@pytest.mark.parametrize(
    ("sentence", "trace", "quote"),
    [
        ("Mila is vrolijk.", Trace.NAME, "Mila"),
        ("Het gezin aydin-de wit is lief.", Trace.NAME, "aydin-de wit"),
        ("Zijn oma Geertje helpt ook.", Trace.CAPITAL, "Geertje"),
        ("Het kind zit op de Bataaf.", Trace.CAPITAL, "Bataaf"),
        ("Dicht bij De Regenboog.", Trace.ORGANISATION, "Regenboog"),
        ("Het kind zit op basisschool De Linde.", Trace.ORGANISATION, "basisschool De Linde"),
        ("Ze wonen in de Kerkstraat.", Trace.ADDRESS, "Kerkstraat"),
        ("Ze wonen op Heuvel 12b.", Trace.ADDRESS, "Heuvel 12b"),
        ("Het is in 3911 AB.", Trace.ADDRESS, "3911 AB"),
        ("In Rhenen-West is het.", Trace.ADDRESS, "Rhenen-West"),
        ("Bel 06 12345678.", Trace.REACH, "06 12345678"),
        ("Mail naar iemand@voorbeeld.nl.", Trace.REACH, "iemand@voorbeeld.nl"),
        ("Een kind van tien jaar.", Trace.AGE, "tien jaar"),
        ("Zit in groep 5.", Trace.AGE, "groep 5"),
        ("Liefst op dinsdagmiddag.", Trace.DAY, "dinsdagmiddag"),
        ("Vanaf 15.30 uur.", Trace.DAY, "15.30 uur"),
        ("Het kind heeft ADHD.", Trace.CIRCUMSTANCE, "ADHD"),
        ("Na de scheiding is het druk.", Trace.CIRCUMSTANCE, "scheiding"),
        ("Zij spreken Turks.", Trace.ORIGIN, "Turks"),
        ("Hij is gek op dieren.", Trace.COPIED, "is gek op dieren"),
    ],
)
def test_what_tells_who_it_is_is_found(sentence: str, trace: Trace, quote: str) -> None:
    assert (trace, quote) in traces(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Samen eten aan tafel zou fijn zijn.",
        "Een gezin met ruimte en geduld past goed.",
        "Fijn als het in Rhenen is.",
        "Onderweg een praatje maken is al veel waard.",
        *WIDE,
    ],
)
def test_what_tells_nobody_is_let_through(sentence: str) -> None:
    assert traces(sentence) == []


@pytest.mark.parametrize(("who", "what"), [(who, what) for who in WHO for what in WHAT])
def test_every_wide_text_is_clean(who: str, what: str) -> None:
    for often in OFTEN:
        for where in ("gemeente", "region"):
            assert findings(Fields(who, what, often, where), "", KNOWN) == ()


def test_a_village_never_stands_with_a_day_or_a_hobby() -> None:
    small = Crowd(20_000, {("elst ut", "primary"): 30})
    known = Known(area="Rhenen", crowd=small)
    elst = Fields("primary", where="place-Elst Ut")
    assert findings(elst, "", known) == ()
    for told in (
        (elst, "Samen sporten of bewegen is fijn."),
        (Fields("primary", "day", "days-16", elst.where), ""),
    ):
        assert Trace.SMALL_PLACE in {one.trace for one in findings(*told, known)}


@pytest.mark.parametrize(
    ("crowd", "where", "enough"),
    [
        (Crowd(20_000), "gemeente", True),
        (Crowd(400), "gemeente", False),
        (Crowd(400), "region", True),
        (Crowd(None, {(EVERYWHERE, "primary"): ENOUGH}), "gemeente", True),
        (Crowd(None, {(EVERYWHERE, "primary"): ENOUGH - 1}), "gemeente", False),
        (Crowd(20_000, {("elst ut", "primary"): ENOUGH}), "place-Elst Ut", True),
        (Crowd(20_000, {("elst ut", "primary"): ENOUGH - 1}), "place-Elst Ut", False),
    ],
)
def test_ten_households_are_alike(crowd: Crowd, where: str, *, enough: bool) -> None:
    assert crowd.is_enough(Fields("primary", where=where)) == enough


def test_the_number_of_children_is_an_estimate_in_hundreds() -> None:
    assert RHENEN.children(Fields("primary")) == 1_600
    assert RHENEN.children(Fields("primary", where="region")) is None


@given(fields, sentences, crowds)
def test_making_it_wider_ends_and_then_nothing_is_found(
    chosen: Fields, sentence: str, crowd: Crowd
) -> None:
    known = Known(KNOWN.names, KNOWN.organisations, KNOWN.told, KNOWN.area, crowd)
    told = set(sentence.split())
    for _step in range(40):
        found = findings(chosen, sentence, known)
        if not found:
            break
        chosen, sentence = coarser(chosen, sentence, found[0])
    assert findings(chosen, sentence, known) == ()
    left = sentence
    for wide in WIDE:
        left = left.replace(wide, "")
    assert set(left.split()) <= told, "not a word is added but those of a wide sentence"


@given(fields, sentences)
def test_what_is_found_stands_in_the_text(chosen: Fields, sentence: str) -> None:
    for one in findings(chosen, sentence, KNOWN):
        if one.part == SENTENCE:
            assert sentence[one.start : one.end] == one.quote


@given(sentences, st.sampled_from(["Mila", "Kerkstraat 12", "06 12345678", "op dinsdag", "9 jaar"]))
def test_what_is_added_to_a_text_is_found_wherever_it_stands(sentence: str, added: str) -> None:
    assert findings(Fields(), f"{sentence} . {added} . {sentence}", KNOWN)


@given(fields, fields, sentences, sentences)
def test_an_approval_is_of_one_text_only(one: Fields, other: Fields, a: str, b: str) -> None:
    first, second = text_of(one, a, "Rhenen"), text_of(other, b, "Rhenen")
    assert (first.digest == second.digest) == (first == second)


@given(fields, sentences)
def test_the_title_and_the_lists_come_from_the_choices_alone(chosen: Fields, a: str) -> None:
    with_words, without = text_of(chosen, a, "Rhenen"), text_of(chosen, "", "Rhenen")
    assert (with_words.title, with_words.seeks, with_words.gives) == (
        without.title,
        without.seeks,
        without.gives,
    )
