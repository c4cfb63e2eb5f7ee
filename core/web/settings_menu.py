"""The pages under "Instellingen", as tabs. A capability adds its line to `SECTIONS`."""

from dataclasses import dataclass

from flask import request, url_for

from core.accounts.models import Role
from core.accounts.policy import MANAGEMENT, SETTINGS, Policy
from core.wording import Text, _l


@dataclass(frozen=True, slots=True)
class Section:
    """A tab: its words, where it leads, who sees it, and the pages behind it."""

    label: Text
    endpoint: str
    pages: tuple[str, ...] = ()
    policy: Policy = MANAGEMENT

    @property
    def is_here(self) -> bool:
        """Whether the page that was asked for belongs to this tab."""
        return request.endpoint in (self.endpoint, *self.pages)


SECTIONS: list[Section] = [
    Section(
        _l("Programma"),
        "programme.settings",
        (
            "programme.save_settings",
            "programme.new_pilot",
            "programme.change_pilot",
            "programme.inhabitants",
        ),
    ),
    Section(_l("Termijnen"), "programme.terms"),
    Section(_l("Methode"), "method_page.show", ("method_page.move",)),
    Section(_l("Weging"), "matching.weights"),
    Section(_l("Importeren"), "importing.start"),
    Section(
        _l("Mensen"), "accounts.people", ("accounts.invite", "accounts.member", "accounts.end")
    ),
    Section(_l("Plugins"), "plugins.overview", ("plugins.show", "plugins.save"), SETTINGS),
    Section(_l("Kleuren en logo"), "programme.colours", ("programme.save_logo",)),
    Section(_l("Berichten aan anderen"), "suppliers.changes"),
    Section(_l("Teksten van mails"), "programme.mails", ("programme.mail_text",)),
]


def sections_for(role: Role) -> list[Section]:
    """The tabs that somebody with this role may open."""
    return [section for section in SECTIONS if section.policy.allows(role)]


def settings_tabs(role: Role) -> list[tuple[str, str, bool]]:
    """The tabs as the macro `subnav` takes them: words, address, and whether this is it."""
    return [
        (str(section.label), url_for(section.endpoint), section.is_here)
        for section in sections_for(role)
    ]
