"""What a plugin imports of the product, read from its source without running it."""

import ast
from collections.abc import Iterator
from pathlib import Path

FACE = "core.extension"
OURS = ("core", "tenants", "migrations", "wsgi")
INSIDE = (
    "core.extension.host",
    "core.extension.checking",
    "core.extension.child",
    "core.extension.patience",
    "core.extension.plain_json",
    "core.extension.store",
)
"""Parts of `core.extension` that are the host's own."""


def foreign_imports(place: Path) -> list[str]:
    """Each import of the product that is not its face, as "file:line: module"."""
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return [
        f"{file.name}:{line}: import core.extension instead of {module}"
        for file in files
        if "tests" not in file.relative_to(place if place.is_dir() else place.parent).parts
        for line, module in _imported(ast.parse(file.read_text(encoding="utf-8")))
        if _is_foreign(module)
    ]


def _is_foreign(module: str) -> bool:
    if module in INSIDE:
        return True
    if module == FACE or module.startswith(f"{FACE}."):
        return False
    return module.partition(".")[0] in OURS


def _imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            if f"{node.module}.{node.names[0].name}" in INSIDE:
                yield node.lineno, f"{node.module}.{node.names[0].name}"
