"""The API of channels: a program posts, and is answered as the design rules ask."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.channels.stripping import strip
from core.mail.models import Message
from core.plugins.models import PluginActivation, PluginState, PluginTrouble
from core.plugins.services import switch_off
from core.referrals.models import Referral
from tenants.context import TenantContext
from tests.channels.conftest import TOKEN, House
from tests.channels.test_doors import ANSWERS
from tests.fixtures_web import host_of

BSN = "123456782"
BODY = {**ANSWERS, "story": "Een vaste middag zou rust geven."}


@pytest.fixture
def buren(trying: House) -> House:
    trying.on("buren", token=TOKEN)
    return trying


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["API-Version"] == "1.0.0"
    told = json.loads(answer.text)
    assert (told["status"], told["type"]) == (status, "about:blank")
    assert told["title"] and told["detail"]
    return dict(told)


def kept(house: House) -> list[Referral]:
    with house.work() as work:
        return list(work.session.scalars(select(Referral)))


def test_a_program_signs_a_family_up_once(buren: House) -> None:
    first = buren.post("buren", BODY)
    assert first.status_code == 201, first.text
    assert first.headers["API-Version"] == "1.0.0"
    assert first.headers["Cache-Control"] == "no-store"
    told = first.json
    assert told["bsnVerwijderd"] is False
    assert "Meryem" not in first.text and "wester" not in first.text
    page = buren.visitor().get("/v/" + told["statusLink"].split("/v/")[1])
    assert "Hoe ver is uw aanmelding?" in page.text
    for _again in range(2):
        assert buren.post("buren", BODY).json == told
    assert [str(one.id) for one in kept(buren)] == [told["referentie"]]
    assert kept(buren)[0].channel_label == "Buren"
    with buren.work() as work:
        letters = work.session.scalars(select(Message)).all()
        assert len(letters) == 1


def test_the_senders_key_and_its_own_reference_tell_sendings_apart(buren: House) -> None:
    key = {"Idempotency-Key": '"een"'}
    one = buren.post("buren", BODY, headers=key).json["referentie"]
    assert buren.post("buren", BODY, headers=key).json["referentie"] == one
    other = {"Idempotency-Key": "twee"}
    assert buren.post("buren", BODY, headers=other).json["referentie"] != one
    own = {**BODY, "reference": "OF-1"}
    mine = buren.post("buren", own).json["referentie"]
    assert buren.post("buren", own).json["referentie"] == mine
    # Another family under the same key is not lost.
    second = {**BODY, "first_name": "Fatma"}
    assert buren.post("buren", second, headers=key).json["referentie"] not in (one, mine)
    assert len(kept(buren)) == 4


def test_where_it_is_off_or_stands_at_another_door_it_does_not_exist(
    buren: House, other_tenant: TenantContext
) -> None:
    problem(House(buren.app, other_tenant).post("buren", BODY), 404)
    problem(buren.post("kapot", BODY), 404)
    problem(buren.post("bestaat-niet", BODY), 404)
    with buren.work() as work:
        switch_off(work, "buren")
    problem(buren.post("buren", BODY), 404)


def test_only_with_its_token(buren: House, trying_app: Any) -> None:
    for wrong in ("", "x", TOKEN[:-1], TOKEN + "x", "é"):
        answer = buren.post("buren", BODY, token=wrong)
        told = problem(answer, 401)
        assert "token" in told["detail"]
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    basic = {"Authorization": f"Basic {TOKEN}"}
    problem(buren.post("buren", BODY, headers=basic), 401)
    assert kept(buren) == []
    for _try in range(15):
        answer = buren.post("buren", BODY, token="x")
    assert problem(answer, 429)
    assert answer.headers["Retry-After"]
    assert buren.post("buren", BODY).status_code == 201


def test_without_a_token_nobody_comes_in(trying: House) -> None:
    trying.on("buren")
    problem(trying.post("buren", BODY, token=""), 401)


def test_what_cannot_be_read_is_refused(buren: House) -> None:
    problem(buren.post("buren", b"naam=x", content_type="text/plain"), 415)
    problem(buren.post("buren", b"{", content_type="application/json"), 400)
    problem(buren.post("buren", b'{"a": NaN}'), 400)
    problem(buren.post("buren", b"[" * 5000), 400)
    problem(buren.post("buren", b" " * 300_000), 413)
    told = problem(buren.post("buren", [1]), 422)
    assert told["errors"] == {"bericht": ["Stuur een object."]}
    got = buren.visitor().get("/api/v1/aanmeldingen/buren")
    assert problem(got, 405) and "POST" in got.headers["Allow"]
    assert kept(buren) == []


def test_each_field_that_is_wrong_is_named(buren: House) -> None:
    told = problem(buren.post("buren", {**BODY, "own_contact": "geen", "story": ""}), 422)
    assert set(told["errors"]) == {"own_contact", "story"}
    assert "Schrijf kort op" in told["errors"]["story"][0]


BURIED = {
    **BODY,
    "bsn": BSN,
    "story": f"Zijn nummer is {BSN}.",
    "extra": [{"inp.Bsn": "1", "deep": {"Burgerservicenummer": 5, "tel": int(BSN), BSN: [BSN]}}],
}


def test_a_bsn_is_taken_out_at_every_depth_and_that_is_said(
    buren: House, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = buren.post("buren", BURIED)
    assert answer.json["bsnVerwijderd"] is True
    assert "burgerservicenummer" in answer.json["melding"]
    with buren.work() as work:
        row = work.session.scalars(select(Referral)).one()
        assert "[bsn]" in work.vault.open(Referral.story, row.id, row.story)
    wrong = buren.post("buren", {**BURIED, "name": ""})
    said = capsys.readouterr()
    for text in (
        answer.text,
        wrong.text,
        said.out,
        said.err,
        strip(json.dumps(BURIED).encode()).body.decode(),
    ):
        assert BSN not in text


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(BSN),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text() | st.sampled_from(["bsn", "BSN", "inpBsn"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_JSON)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_no_bsn_is_left_in_whatever_is_posted(message: Any) -> None:
    body = json.dumps(message).encode()
    if "NaN" in body.decode() or "Infinity" in body.decode():
        return
    left = strip(body)
    assert BSN.encode() not in left.body
    assert strip(left.body) == type(left)(left.content, False)


@given(st.dictionaries(st.sampled_from(sorted(BODY)), _JSON, max_size=8), st.booleans())
@settings(
    max_examples=25, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_no_message_breaks_it(buren: House, mess: dict[str, Any], whole: bool) -> None:
    body = json.dumps({**BODY, **mess} if whole else mess).encode("utf-8", "surrogatepass")
    answer = buren.post("buren", body)
    assert answer.status_code in (201, 400, 422), answer.text
    with buren.work() as work:
        assert work.session.scalars(select(PluginTrouble)).all() == []


@pytest.mark.parametrize("plugin", ["kapot", "onzin", "niemand", "leest_niet"])
def test_a_plugin_that_fails_says_later_and_keeps_nothing(trying: House, plugin: str) -> None:
    trying.on(plugin, token=TOKEN)
    slug = plugin.replace("_", "-")
    for _try in range(5):
        answer = trying.post(slug, BODY)
        told = problem(answer, 503)
        assert "Er is niets bewaard" in told["detail"]
        assert answer.headers["Retry-After"]
    assert kept(trying) == []
    with trying.work() as work:
        assert len(work.session.scalars(select(PluginTrouble)).all()) == 5
        row = work.session.scalars(select(PluginActivation)).one()
        assert row.state == PluginState.TRIPPED
    problem(trying.post(slug, BODY), 404)


def test_a_login_changes_nothing(buren: House) -> None:
    """A cookie opens nothing here, and gives nobody's name to what is taken in."""
    browser = buren.coordinator().browser
    base = f"http://{host_of(buren.tenant)}"
    path = "/api/v1/aanmeldingen/buren"
    problem(browser.client.post(path, json=BODY, base_url=base), 401)
