"""Error pages and problem documents, and the headers on all of them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.web.security_headers import ALWAYS
from tests.web.gallery import create_gallery


@pytest.fixture
def client() -> FlaskClient:
    app = create_gallery()
    app.testing = False
    return app.test_client()


@pytest.mark.parametrize("code", [400, 401, 403, 404, 409, 413, 429, 500, 503])
def test_pages(client: FlaskClient, code: int) -> None:
    answer = client.get(f"/fout/{code}")
    assert answer.status_code == code
    assert f"Foutcode {code}" in answer.text
    for name, value in ALWAYS.items():
        assert answer.headers[name] == value
    assert answer.headers["Cache-Control"] == "no-store"


def test_method_not_allowed_names_the_methods(client: FlaskClient) -> None:
    answer = client.put("/week", headers={"X-CSRFToken": "x"})
    assert answer.status_code in (400, 405)
    assert client.delete("/openbaar").status_code in (400, 405)


def test_allow_header() -> None:
    app = create_gallery()
    app.config["WTF_CSRF_ENABLED"] = False
    answer = app.test_client().post("/week")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_an_unexpected_error_gives_a_bare_page(client: FlaskClient) -> None:
    answer = client.get("/stuk")
    assert answer.status_code == 500
    assert "Er ging bij ons iets mis" in answer.text
    assert "broken on purpose" not in answer.text


def test_problem_documents(client: FlaskClient) -> None:
    answer = client.get("/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json(force=True)["status"] == 404


def test_an_expired_form_shows_what_was_typed(client: FlaskClient) -> None:
    answer = client.post(
        "/formulier", data={"verhaal": "Lang <b>verhaal</b>", "password": "geheim"}
    )
    assert answer.status_code == 400
    assert "stond te lang open" in answer.text
    assert "Lang &lt;b&gt;verhaal" in answer.text
    assert "geheim" not in answer.text


def test_without_a_layout_there_is_still_a_page() -> None:
    from flask_babel import Babel

    from core.web.look import dress

    app = Flask(__name__, static_folder=None)
    Babel(app)
    dress(app)
    answer = app.test_client().get("/nergens")
    assert answer.status_code == 404
    assert "Deze bladzijde is er niet" in answer.text


def test_hsts_under_tls(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/week").headers
    secure = client.get("/week", base_url="https://localhost")
    assert "Strict-Transport-Security" in secure.headers
