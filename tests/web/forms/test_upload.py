"""A file in a form: taken once, never onto a disk, and told about like any other field."""

import io
from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string, request
from werkzeug.datastructures import FileStorage, MultiDict

from core.web.bodies import register
from core.web.forms import Form, FormSchema, UploadedFile, text, upload
from core.web.forms.upload import MB, body_for
from core.web.routes import BODIES
from tests.web.gallery import create_gallery


class Import(FormSchema):
    bestand = upload("Welk bestand?", (".csv", ".xlsx"), most_bytes=2 * MB)
    naam = text("Hoe heet het?", required=False)


@pytest.fixture(autouse=True)
def page() -> Iterator[None]:
    with create_gallery().test_request_context():
        yield


def sent(name: str, content: bytes = b"a;b", prefix: str = "") -> Form:
    form = Form(Import, prefix=prefix)
    files = MultiDict({f"{prefix}bestand": FileStorage(io.BytesIO(content), name)})
    form.submit(MultiDict({f"{prefix}naam": "x"}), files)
    return form


def test_a_file_is_taken() -> None:
    form = sent("C:\\map\\Lijst 2026.CSV")
    assert form.errors == {}
    assert form.data == {"bestand": UploadedFile("Lijst 2026.CSV", b"a;b"), "naam": "x"}
    assert sent("a.csv", prefix="b_").errors == {}
    assert "a;b" not in repr(form.data)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("", b"x", "Kies een bestand: Welk bestand?"),
        ("a.exe", b"x", "Kies CSV of XLSX."),
        ("zonder-eind", b"x", "Kies CSV of XLSX."),
        ("a.csv", b"", "leeg"),
        ("a.csv", b"x" * (2 * MB + 1), "hooguit 2 MB"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(name: str, content: bytes, told: str) -> None:
    form = sent(name, content)
    assert told in form["bestand"].errors[0]
    assert form["naam"].value == "x"


def test_text_in_the_place_of_a_file() -> None:
    form = Form(Import)
    assert not form.submit(MultiDict({"bestand": "geen bestand"}))
    assert form["bestand"].errors == ("Kies een bestand: Welk bestand?",)


def test_the_control() -> None:
    page = render_template_string(
        '{% import "macros/ui.html" as ui %}{% call ui.form(form) %}{{ ui.form_fields(form) }}'
        "{% endcall %}",
        form=sent("a.exe"),
    )
    assert 'enctype="multipart/form-data"' in page and 'accept=".csv,.xlsx"' in page
    assert '<label class="utrecht-form-label" for="bestand">' in page
    assert 'href="#bestand"' in page and "CSV, XLSX, hooguit 2 MB." in page


def small_app() -> Flask:
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 1000
    app.extensions[BODIES] = {"big": body_for(MB)}
    register(app)

    def answer() -> str:
        file = request.files["f"]
        return f"{len(file.stream.read())} {type(file.stream).__name__}"

    for name in ("small", "big"):
        app.add_url_rule(f"/{name}", name, answer, methods=["POST"])
    return app


def test_a_route_may_let_in_more_and_nothing_touches_the_disk() -> None:
    client = small_app().test_client()

    def post(path: str, size: int) -> tuple[int, str]:
        head = b'--grens\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
        body = head + b"x" * size + b"\r\n--grens--\r\n"
        kind = "multipart/form-data; boundary=grens"
        answer = client.post(path, data=body, content_type=kind)
        return answer.status_code, answer.text

    assert post("/small", 2000)[0] == 413
    assert post("/big", MB) == (200, f"{MB} BytesIO")
    assert post("/big", 4 * MB)[0] == 413
