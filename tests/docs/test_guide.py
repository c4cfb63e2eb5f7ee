"""The guide for authors does what it says: its blocks are run in order, in an environment apart."""

import ast
import re
from pathlib import Path

import pytest

from core.extension.hookspecs import LISTS, TELLS, Lists, Tells
from tests.docs.reading import GUIDE, headings, steps
from tests.plugins import test_hooks
from tests.scratch import ROOT, ScratchEnvironment

ACTS = ROOT / "tests" / "plugins" / "outsider" / "acts.py"


def test_a_first_plugin_in_an_afternoon(
    scratch: ScratchEnvironment, variables: dict[str, str], tmp_path: Path
) -> None:
    acts = tmp_path / "acts.py"
    acts.write_text(ACTS.read_text())
    folder = tmp_path / "afternoon"
    folder.mkdir()
    scratch.run("python", str(acts), "programmes", variables=variables)
    said = []
    for step in steps("first.md"):
        if step.kind == "file":
            (folder / step.name).write_text(step.text)
        elif step.kind == "run":
            words = ("bash", "-ec", step.text)
            said.append(scratch.run(*words, variables=variables, folder=folder))
        elif step.text == "Sign a family up":
            scratch.run("python", str(acts), "refer", variables=variables)
    told = "\n".join(said)
    assert "is a plugin now" in told
    assert re.search(r"\d\d passed", told)
    assert "kerk is on in rhenen now." in told
    assert "off in 1" in said[-1]
    scratch.run("pip", "uninstall", "buurtgezinnen-kerk")


@pytest.mark.parametrize("hook", [*LISTS, *TELLS])
def test_every_hook_has_a_docstring_a_test_and_a_section(hook: str) -> None:
    spec = getattr(Lists if hook in LISTS else Tells, hook)
    assert len((spec.__doc__ or "").strip()) > 20
    assert hook in headings("hooks.md", 3)
    assert callable(getattr(test_hooks, f"test_{hook}", None)), f"write test_{hook}"


def test_the_guide_names_no_hook_that_is_not_there() -> None:
    assert headings("hooks.md", 3) == [*LISTS, *TELLS]


@pytest.mark.parametrize("page", sorted(path.name for path in GUIDE.glob("*.md")))
def test_its_code_is_python_and_its_links_lead_somewhere(page: str) -> None:
    text = (GUIDE / page).read_text()
    for code in re.findall(r"^```python[^\n]*\n(.*?)^```$", text, re.M | re.S):
        ast.parse(code)
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (GUIDE / link).exists(), link
