"""Pages, menu entries, cards and jobs of a plugin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.extension.call import Call
from core.wording import Text


class Who(StrEnum):
    """Who may open a page: the people who work with families, the admin, those and the gemeente,
    or everyone."""

    CASEWORK = "casework"
    ADMIN = "admin"
    MEMBERS = "members"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser sent: the method, the fields of a form, and the query."""

    method: str
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page to show: a template of the plugin's own, with its values."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """Go to another page of the plugin, with a word of what was done."""

    page: str
    values: Mapping[str, Any] = field(default_factory=dict)
    told: Text = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to save."""

    content: bytes
    media_type: str
    name: str


PageAnswer = Shown | Sent | Download
View = Callable[..., PageAnswer]


@dataclass(frozen=True, slots=True)
class Page:
    """A page at `/p/<plugin><rule>`; `view(call, asked, **values)` answers it.

    `rule` starts with "/" and may hold `<uuid:name>` and `<name>`.
    """

    name: str
    rule: str
    view: View
    who: Who = Who.CASEWORK
    takes_post: bool = False


class PluginPages:
    """The pages of a plugin, as they are declared with `@pages.page("/rooster", Who.CASEWORK)`.

    `templates` and `static` are folders of the plugin's package; a template is found under the
    plugin's key only ("agenda.html" as "sociaal_team/agenda.html"), so that it shadows nobody's.
    """

    def __init__(self, templates: str = "", static: str = "") -> None:
        self.templates = templates
        self.static = static
        self.pages: list[Page] = []

    def page(
        self, rule: str, who: Who = Who.CASEWORK, *, takes_post: bool = False
    ) -> Callable[[View], View]:
        """Declare a page, named after its function."""

        def declare(view: View) -> View:
            self.pages.append(Page(view.__name__, rule, view, who, takes_post))
            return view

        return declare


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of the main menu that leads to a page of the plugin."""

    label: Text
    page: str
    who: Who = Who.CASEWORK


class Place(StrEnum):
    """Where a card stands: on the week page, or on the file of a family."""

    WEEK = "week"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a card, with where it leads to (a page of the plugin and its values)."""

    text: Text
    page: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """A card on a page of core. `lines(call, family_id)` gives what is on it; none: no card.

    `family_id` is None on the week page.
    """

    key: str
    title: Text
    place: Place
    lines: Callable[[Call, UUID | None], Sequence[Line]]
    icon: str = "puzzle"


@dataclass(frozen=True, slots=True)
class PluginJob:
    """Work for the worker: `run(call, **ids)`, left by `call.later(name, …)` or each night."""

    name: str
    run: Callable[..., None]
    nightly: bool = False
