"""Assets: only what is used, all that is used, and addresses that follow the content."""

import re
from pathlib import Path

import pytest

from core.web import assets
from core.web.icons import ICONS, known
from tests.web.gallery import create_gallery

TEMPLATES = Path(assets.__file__).parents[1]
USED = re.compile(r"""(?:icon\(|icon=|sign\()\s*["']([a-z0-9-]+)["']""")


def test_every_icon_in_a_template_is_served() -> None:
    found = {
        name
        for file in TEMPLATES.rglob("*.html")
        if "node_modules" not in file.parts
        for name in USED.findall(re.sub(r"{#.*?#}", "", file.read_text(), flags=re.DOTALL))
    }
    assert found
    assert found <= ICONS


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(LookupError, match=r"icons\.py"):
        known("no-such-icon")


def test_tokens_follow_each_other() -> None:
    tokens = {"--a": "var(--b)", "--b": "1px", "--c": "2px"}
    assert assets.tokens_in_use(tokens, ["--a", "--unknown"]) == {"--a", "--b"}


def test_own_styles_are_kept_for_a_year_under_their_hash() -> None:
    app = create_gallery()
    with app.test_request_context():
        from core.web.static_files import asset_url

        address = asset_url("buurt.css")
    client = app.test_client()
    answer = client.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert ".buurt-card" in answer.text
    assert client.get("/assets/buurt.css").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["../look.py", "css/../../look.py", "none.css"])
def test_nothing_else_is_served(name: str) -> None:
    assert create_gallery().test_client().get(f"/assets/{name}").status_code == 404


def test_no_inline_styles_or_scripts() -> None:
    for file in TEMPLATES.rglob("*.html"):
        text = re.sub(r"{#.*?#}", "", file.read_text(), flags=re.DOTALL)
        assert not re.search(r"\sstyle=|<script(?! src=)|<style|\son[a-z]+=", text), file


def test_every_macro_is_described_and_gathered() -> None:
    folder = Path(assets.__file__).parent / "templates" / "macros"
    gathered = (folder / "ui.html").read_text()
    for file in folder.glob("*.html"):
        comment, _, body = file.read_text().partition("#}\n")
        for name in re.findall(r"{% macro ([a-z]\w*)\(", body):
            assert f"{name}(" in comment, f"{file.name} does not describe {name}"
            assert f"{{% set {name} = " in gathered, f"ui.html lacks {name}"
