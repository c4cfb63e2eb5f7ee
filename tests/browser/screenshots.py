"""Photograph the running demo for the README: `python -m tests.browser.screenshots`.

Start the demo first (`make demo`). The logins come from its data folder; nothing is changed.
"""

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import MISSING, find_chromium

IMAGES = Path("docs/images")
LARGEST = 150_000


@dataclass(frozen=True)
class Shot:
    """A picture: where it is made, by whom, and which links lead there."""

    name: str
    path: str
    role: str = ""
    follow: tuple[str, ...] = ()
    width: int = 1200
    height: int = 720


SHOTS = (
    Shot("home", "/"),
    Shot("week", "/week", "coordinator"),
    Shot("family", "/gezinnen?fase=active", "coordinator", ("main table th a",)),
    Shot("matching", "/matching", "coordinator", ("main .buurt-rows a",)),
    Shot("coupling", "/koppelingen?fase=trial", "coordinator", ("main table th a",)),
    Shot("figures", "/cijfers", "gemeente"),
    Shot("week-phone", "/week", "coordinator", width=390, height=844),
)


def photograph(address: str, logins: dict[str, str], password: str, folder: Path) -> list[Path]:
    """Make every picture; returns the files."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit(MISSING)
    folder.mkdir(parents=True, exist_ok=True)
    rules = "--host-resolver-rules=MAP *.localhost 127.0.0.1"
    arguments = ["--no-sandbox", "--hide-scrollbars", rules]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=arguments)
        made = [_shoot(browser, shot, address, logins, password, folder) for shot in SHOTS]
        browser.close()
    return made


def _shoot(
    browser: Browser, shot: Shot, address: str, logins: dict[str, str], password: str, folder: Path
) -> Path:
    size = {"width": shot.width, "height": shot.height}
    page = browser.new_page(viewport=size)  # type: ignore[arg-type]
    if shot.role:
        _log_in(page, address, logins[shot.role], password)
    page.goto(address + shot.path)
    for link in shot.follow:
        page.locator(link).first.click()
    page.wait_for_load_state("networkidle")
    path = folder / f"{shot.name}.png"
    page.screenshot(path=path, animations="disabled")
    page.close()
    return path


def _log_in(page: Page, address: str, email: str, password: str) -> None:
    page.goto(f"{address}/inloggen")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name=re.compile("^Log in")).click()
    page.wait_for_url(re.compile("/(week|cijfers)"))


def main() -> None:
    """Read the demo's logins and make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", type=Path, default=Path(".data"))
    parser.add_argument("--tenant", default="zaanstad")
    parser.add_argument("--images", type=Path, default=IMAGES)
    told = parser.parse_args()
    note = json.loads((told.data / "demo.json").read_text())
    logins = {person["role"]: person["email"] for person in note["staff"][told.tenant]}
    address = f"http://{told.tenant}.localhost:{told.port}"
    for path in photograph(address, logins, note["password"], told.images):
        size = path.stat().st_size
        sys.stdout.write(f"{path} {size // 1000} kB{' (too large)' if size > LARGEST else ''}\n")


if __name__ == "__main__":
    main()
