"""Walking through the application: every route, with ids that are really in a tenant."""

from collections.abc import Iterable, Iterator
from itertools import product
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule, UUIDConverter
from werkzeug.test import TestResponse

from core.accounts.policy import Place
from core.web.routes import POLICIES
from tests.fixtures_web import Person
from tests.neighbourhood import Neighbourhood

# Where the values of an address come from: a table's ids, or a secret name.
TABLES = {
    "family_id": "family",
    "import_id": "family_import",
    "export_id": "export_file",
    "request_id": "support_request",
    "offer_id": "support_offer",
    "coupling_id": "coupling",
    "proposal_id": "match_proposal",
    "evaluation_id": "evaluation",
    "referral_id": "referral",
    "appointment_id": "appointment",
    "contact_id": "contact_moment",
    "consent_id": "consent",
    "message_id": "message",
    "invitation_id": "invitation",
    "member_id": "membership",
    "version_id": "setting_version",
    "partner_id": "partner",
    "person_id": "partner_contact",
    "visit_id": "partner_visit",
    "referrer_id": "referrer",
    "lesson_id": "lesson",
    "story_id": "story",
    "funder_id": "funder",
    "report_id": "funding_report",
    "signal_id": "signal",
    "attachment_id": "attachment",
    "file_id": "meldcode_file",
    "note_id": "meldcode_note",
    "feed_id": "calendar_feed",
    "office_hour_id": "office_hour",
    "closure_id": "office_closure",
    "cover_id": "cover",
    "handover_id": "handover",
    "arrival_id": "handover_arrival",
    "transfer_id": "caseload_transfer",
    "draft_id": "draft",
    "act_id": "undoable_act",
    "alike_id": "family",
    "other_id": "family",
    "change_id": "supplier_change",
    "link_id": "channel_link",
    "profile_id": "search_profile",
}
WORDS = {
    "role": ("vraag", "steun"),
    "kind": ("csv",),
    "step": ("signalen", "beslissen"),
    "paper": ("poster", "flyer"),
}
"""Parts of an address that are a word of ours."""
TOKENS = {
    "agenda.feed": "calendar",
    "accounts.accept": "invitation",
    "accounts.reset_password": "reset",
    "public.confirmation": "receipt",
    "public.status": "status",
    "search_profiles.show": "profile",
    "search_profiles.short": "profile",
    "search_profiles.paper": "profile",
    "search_profiles.picture": "profile",
    "search_profiles.no_more": "no_more",
    "signals.private": "worry",
    "signals.sent": "worry_sent",
    "suppliers.fetch_package": "package",
    "overview.come_in": "hop",
}
NO_IDS = {
    "licences.document": "a document of the registry, the same for everyone",
    "licences.document_file": "the file of one",
    "look.asset": "a file of ours, the same for everyone",
    "theme.theme_css": "a colour",
    "overview.go": "a name of a tenant: only one of the reader's own is found",
    "programme.logo": "a name of a content: a logo that is not of this tenant is not found",
    "programme.mail_text": "a kind of mail, the same for everyone",
    "programme.standard_text": "a kind of mail, the same for everyone",
    "programme.text_back": "a version of a kind of mail",
    "programme.change_pilot": "a day, not an id: any tenant may have begun then",
    "importing.example": "an example, the same for everyone",
    **dict.fromkeys(
        ("exporting.families", "exporting.couplings", "exporting.referrals", "exporting.figures"),
        "a list of one's own tenant in some form of file",
    ),
    **dict.fromkeys(
        ("suppliers.say_yes", "suppliers.hand_over", "suppliers_api.take"),
        "a supplier that is on here: tests of suppliers try ids of others",
    ),
    **dict.fromkeys(
        (
            "channels.sign_up",
            "channels.refer",
            "api.sign_up",
            "plugin_sociaal_team.show_case",
            "plugin_sociale_kaart_hsds.service",
        ),
        "a plugin that is off here: its own tests try ids of others",
    ),
    "lessons.export": "a kind of file",
    "network.export": "a kind of file",
    **dict.fromkeys(
        (
            "plugins.show",
            "plugins.turn_on",
            "plugins.turn_off",
            "plugins.agree",
            "plugins.try_again",
        ),
        "a name of a plugin, the same for everyone",
    ),
    "console_door.choose_password": "a link of an operator, who is of no tenant",
    **dict.fromkeys(
        (
            "console.organisation",
            "console.change_organisation",
            "console.grant_licence",
            "console.change_licence",
            "console.end_licence",
            "console.new_programme",
            "console.move_programme",
            "console.change_document",
            "console.document_file",
            "console.withdraw_document",
            "console.plugin_permission",
        ),
        "the registry, of no tenant: tests/console/test_scope.py asks for what is another's",
    ),
}
ONWARD = {"referrals.give_name", "search_profiles.short"}
"""Pages that only lead to another one, where their form stands."""
Values = dict[str, str]


def values_of(rule: Rule, here: Neighbourhood) -> Iterator[Values]:
    """Ways to fill in an address with what is in a tenant; the first that works is used."""
    fixed = [name for name in WORDS if name in rule.arguments]
    names = sorted(rule.arguments - set(WORDS))
    found: list[tuple[str, ...]]
    if rule.endpoint in TOKENS:
        found = [(here.tokens[TOKENS[rule.endpoint]],)]
    elif names == ["family_id", "member_id"]:
        found = [(str(f), str(m)) for f, m in here.members]
    else:
        found = list(product(*([str(row_id) for row_id in here.ids[TABLES[n]]] for n in names)))
    for ids, words in product(found, product(*(WORDS[name] for name in fixed))):
        yield dict(zip(names, ids, strict=True)) | dict(zip(fixed, words, strict=True))


def path_of(rule: Rule, values: Values) -> str:
    """The address of a rule with these values."""
    kinds = rule._converters
    typed = {
        name: UUID(value) if isinstance(kinds[name], UUIDConverter) else value
        for name, value in values.items()
    }
    built = rule.build(typed)
    assert built is not None
    return built[1]


def readable(response: TestResponse) -> str:
    """The page of an answer; a PDF as well as it can be."""
    return response.get_data().decode("utf-8", "replace")


def who(rule: Rule, app: Flask, here: Neighbourhood) -> list[Person]:
    """The members of a tenant that a rule lets in."""
    policy = app.extensions[POLICIES][rule.endpoint]
    assert policy.place is Place.TENANT
    everyone = (here.coordinator, here.admin, here.officer)
    return [person for person in everyone if policy.allows(person.account.role)]


def working_values(
    rule: Rule,
    here: Neighbourhood,
    people: list[Person],
    ways: Iterable[Values] | None = None,
    most: int = 1,
) -> list[tuple[Person, Values, str]]:
    """Ids with which a page opens in its own tenant: who opened it, the ids and the page."""
    found: list[tuple[Person, Values, str]] = []
    for values, person in product(ways or values_of(rule, here), people):
        if len(found) == most:
            break
        shown = person.browser.get(path_of(rule, values))
        if shown.status_code == 200 or rule.endpoint in ONWARD:
            found.append((person, values, readable(shown)))
    return found
