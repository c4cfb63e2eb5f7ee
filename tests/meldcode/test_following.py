"""Following the meldcode: five steps, noted, corrected, passed over."""

import pytest

from core.errors import NotFound, Refused
from core.meldcode import services
from core.meldcode.queries import open_for_reading
from core.meldcode.services import NoteContent
from core.meldcode.steps import NO, QUESTIONS, STEPS, YES, Step, reporting_is_the_norm
from tests.fixtures_web import TODAY, Person, Working
from tests.meldcode.files import SECRET, Restricted

DAY = "23-11-2026"
TOLD = {
    Step.CONSULT: {"with_whom": "Veilig Thuis", "text": "Advies: praat eerst"},
    Step.TALK: {"with_whom": "Moeder", "text": "Zij schrok"},
    Step.WEIGH: {
        "suspicion": "yes", "unsafe": "no", "can_help": "no", "accepted": "unsure",
        "result": "unsure", "text": "Het blijft zorgelijk",
    },
    Step.DECIDE: {"outcome": "report_and_help", "text": "Samen met Veilig Thuis"},
}  # fmt: skip


def test_from_the_first_step_to_the_decision(restricted: Restricted) -> None:
    browser, path = restricted.keeper.browser, f"/meldcode/{restricted.id}"
    for step, told in TOLD.items():
        shown = browser.get(path).text
        assert f"Nu: {STEPS[step].title}".lower() in shown.lower()
        posted = browser.post(f"{path}/stap/{STEPS[step].path}", {"on_date": DAY, **told})
        assert posted.status_code == 303, posted.text
        if step is Step.WEIGH:
            assert "wijzen op melden" in browser.get(path).text
    page = browser.get(path).text
    assert "Alle stappen zijn gezet" in page
    assert "Melden bij Veilig Thuis, en ook hulp" in page
    assert page.count('class="is-done"') == 5


def test_a_correction_keeps_what_stood_there(restricted: Restricted, working: Working) -> None:
    with working(restricted.second.actor) as work:
        [first] = open_for_reading(work, restricted.id).steps[0].notes
    path = f"/meldcode/{restricted.id}"
    better = {"on_date": DAY, "text": "Plekken op een arm"}
    posted = restricted.second.browser.post(f"{path}/verbeter/{first.id}", better)
    assert posted.status_code == 303
    page = restricted.keeper.browser.get(path).text
    assert "1 eerdere versie" in page
    assert SECRET in page
    assert "Plekken op een arm" in page
    # what was corrected already is corrected in its newest version
    assert restricted.keeper.browser.get(f"{path}/verbeter/{first.id}").status_code == 404


def test_a_step_is_passed_over_with_a_reason_and_done_later(restricted: Restricted) -> None:
    browser, path = restricted.keeper.browser, f"/meldcode/{restricted.id}"
    assert browser.post(f"{path}/overslaan/overleg", {"text": ""}).status_code == 422
    assert browser.post(f"{path}/overslaan/overleg", {"text": "Geen tijd"}).status_code == 303
    assert "overgeslagen" in browser.get(path).text
    later = {"on_date": DAY, **TOLD[Step.CONSULT]}
    assert browser.post(f"{path}/stap/overleg", later).status_code == 303
    assert "Advies: praat eerst" in browser.get(path).text


def test_acute_danger_goes_straight_to_veilig_thuis(
    restricted: Restricted, working: Working
) -> None:
    browser, path = restricted.keeper.browser, f"/meldcode/{restricted.id}"
    shown = browser.get(f"{path}/gevaar").text
    assert 'href="tel:112"' in shown
    assert "data-concept" not in shown  # a draft would lie outside the restricted file
    assert browser.post(f"{path}/gevaar", {"text": "112 gebeld om 21.40"}).status_code == 303
    with working(restricted.keeper.actor) as work:
        file = open_for_reading(work, restricted.id)
        assert file.now is None
        skipped = [one.step for one in file.steps if one.notes[0].is_skipped]
        assert skipped == [Step.CONSULT, Step.TALK, Step.WEIGH]
        assert file.steps[-1].notes[0].content.outcome == "report"


def test_a_closed_file_takes_no_notes_until_it_is_open_again(
    restricted: Restricted, working: Working
) -> None:
    with working(restricted.keeper.actor) as work:
        with pytest.raises(Refused):
            services.close_file(work, restricted.id, " ")
        services.close_file(work, restricted.id, "Klaar")
        with pytest.raises(Refused):
            services.note_step(work, restricted.id, Step.TALK, NoteContent("Nog iets"), TODAY)
        services.reopen_file(work, restricted.id)
        services.note_step(work, restricted.id, Step.TALK, NoteContent("Nog iets"), TODAY)


def test_the_start_is_the_same_page_with_a_file_more(coordinator: Person, restricted: Restricted,
                                                    working: Working) -> None:  # fmt: skip
    path = f"/gezinnen/{restricted.family}/meldcode"
    mine = {"member": "niemand"}
    assert restricted.keeper.browser.post(path, mine).status_code == 303
    assert restricted.keeper.browser.get(path).text.count("Begonnen op") == 2
    with working() as work, pytest.raises(NotFound):
        services.open_file(work, restricted.family)


def test_the_norm_asks_for_a_report_on_one_answer() -> None:
    calm = {"suspicion": YES, "unsafe": NO, "can_help": YES, "accepted": YES, "result": YES}
    assert not reporting_is_the_norm(calm)
    for question in QUESTIONS[1:]:
        assert reporting_is_the_norm({**calm, question.key: question.report_when})
