"""What the layouts read. A context processor of the app supplies these names to each page.

| name           | type                | meaning                                           |
|----------------|---------------------|---------------------------------------------------|
| `site`         | `Site`              | whose pages these are; required                   |
| `menu`         | `list[MenuItem]`    | the main menu, for this viewer; default: empty    |
| `viewer`       | `Viewer` or None    | who has logged in; default: nobody                |
| `footer_links` | `list[Link]`        | default: empty                                    |
| `footer_note`  | str                 | one sentence beside the footer links; default: "" |
| `search`       | `SearchPlace` or None | shows "Zoeken" in the header when given         |
| `speech`       | `Speech`            | the language of the page and the other ones       |

Messages come from Flask's `flash(text, category)`: `ok`, `info`, `warning` or `error`.

Blocks of a page: `title` (words of the page title), `crumbs`, `heading` (the `h1` row),
`content`, `bottombar` (small screens only) and `styles` (extra stylesheets). A page with a form
passes `form`: the page title then starts with "Fout:" when something is wrong.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """Whose pages these are: a tenant, or the console."""

    name: str
    """First line beside the mark, for instance "Buurtgezinnen"."""
    subtitle: str
    """Second line: the gemeente, or "Console van de Stichting"."""
    theme_class: str = ""
    """Class on `<html>`, for instance "tenant-rhenen"; see `core.web.themes`."""
    theme_url: str | None = None
    """Address of the stylesheet that sets the colours for `theme_class`."""
    is_demo: bool = False
    """Tell on each page that families and figures are invented."""
    home_url: str = "/"
    logo_url: str = ""
    """A picture of the tenant's own, instead of our mark; `logo_alt` says what it shows."""
    logo_alt: str = ""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of the main menu."""

    label: str
    url: str
    current: bool = False
    count: int | None = None
    """A number beside the label; nothing is shown for None and 0."""
    count_label: str = ""
    """What is counted, for screen readers: "nieuw"."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who has logged in."""

    name: str
    role_label: str
    logout_url: str
    """Logging out is a POST, so the header shows a small form."""
    switch_url: str | None = None
    """Where somebody with more than one gemeente chooses another."""
    account_url: str | None = None


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """Where everything is found: the page, and the lines that come while somebody types."""

    url: str
    suggestions_url: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address with words."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language in which a page can be read."""

    code: str
    name: str
    url: str
    current: bool = False
    right_to_left: bool = False
