"""Keys: a sealed value opens in its own place only, and every column says what it holds."""

import pytest
from sqlalchemy import LargeBinary, select, text
from sqlalchemy.exc import StatementError

from core.families.models import Family, FamilyMember
from core.models import METADATA
from core.referrals.models import Referral
from tenants.columns import DataClass
from tenants.context import TenantContext
from tenants.database import Database
from tenants.ids import new_id
from tenants.isolation import TENANT
from tenants.keys import CannotOpen, MasterKey, Vault
from tenants.provisioning import open_vault
from tenants.sealing import Sealed, SealedType
from tests.fixtures_database import OpenVault
from tests.rows import fill_tenant

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
ROW, OTHER_ROW = new_id(), new_id()
VAULT = Vault(1, {1: KEY})
VALUE = "06 12345678"
SEALED = VAULT.seal(FamilyMember.phone, ROW, VALUE)

PLACES = {
    "row": (VAULT, FamilyMember.phone, OTHER_ROW),
    "column": (VAULT, FamilyMember.email, ROW),
    "table": (VAULT, Referral.contact, ROW),
    "tenant": (Vault(2, {1: KEY}), FamilyMember.phone, ROW),
    "key": (Vault(1, {1: OTHER_KEY}), FamilyMember.phone, ROW),
    "version": (Vault(1, {2: KEY}), FamilyMember.phone, ROW),
}


def test_a_sealed_value_opens_in_its_place() -> None:
    assert VAULT.open(FamilyMember.phone, ROW, SEALED) == VALUE
    assert VALUE.encode() not in SEALED.data
    assert VALUE not in repr(SEALED)


@pytest.mark.parametrize("place", PLACES)
def test_it_opens_nowhere_else(place: str) -> None:
    vault, column, row = PLACES[place]
    with pytest.raises(CannotOpen):
        vault.open(column, row, SEALED)


@pytest.mark.parametrize("position", [0, 2, 5, 20, -1])
def test_a_damaged_value_does_not_open(position: int) -> None:
    damaged = bytearray(SEALED.data)
    damaged[position] ^= 1
    with pytest.raises(CannotOpen):
        VAULT.open(FamilyMember.phone, ROW, Sealed(bytes(damaged)))


@pytest.mark.parametrize("length", [0, 1, 3, 14, 15, 30])
def test_a_cut_value_does_not_open(length: int) -> None:
    with pytest.raises(CannotOpen):
        VAULT.open(FamilyMember.phone, ROW, Sealed(SEALED.data[:length]))


def test_equal_texts_are_sealed_differently() -> None:
    assert VAULT.seal(FamilyMember.phone, ROW, VALUE) != SEALED


def test_old_versions_open_and_new_values_take_the_newest() -> None:
    both = Vault(1, {1: KEY, 2: OTHER_KEY})
    assert both.open(FamilyMember.phone, ROW, SEALED) == VALUE
    assert both.seal(FamilyMember.phone, ROW, VALUE).data[1:3] == b"\x00\x02"


def test_the_blind_index_differs_by_tenant_and_purpose_and_outlives_a_new_key() -> None:
    index = VAULT.blind_index("phone", VALUE)
    assert index == Vault(1, {1: KEY, 2: OTHER_KEY}).blind_index("phone", VALUE)
    others = [
        Vault(2, {1: KEY}).blind_index("phone", VALUE),
        VAULT.blind_index("email", VALUE),
        VAULT.blind_index("phone", VALUE + "9"),
        VAULT.chain_mac(1, VALUE.encode()),
    ]
    assert len({index, *others}) == 5


def test_two_tenants_of_one_installation_share_no_key(
    tenant: TenantContext, other_tenant: TenantContext, vault_of: OpenVault
) -> None:
    own, other = vault_of(tenant), vault_of(other_tenant)
    assert own.blind_index("phone", VALUE) != other.blind_index("phone", VALUE)
    with pytest.raises(CannotOpen):
        other.open(FamilyMember.phone, ROW, own.seal(FamilyMember.phone, ROW, VALUE))


def test_another_master_key_opens_no_vault(database: Database, tenant: TenantContext) -> None:
    wrong = MasterKey.from_text(MasterKey.generate())
    with database.transaction(tenant.id) as session, pytest.raises(CannotOpen):
        open_vault(session, wrong)


def test_a_wrapped_key_opens_for_its_tenant_and_version_only(master_key: MasterKey) -> None:
    wrapped = master_key.wrap(1, 1, KEY)
    assert master_key.unwrap(1, 1, wrapped) == KEY
    for place in ((2, 1), (1, 2)):
        with pytest.raises(CannotOpen):
            master_key.unwrap(*place, wrapped)


@pytest.mark.parametrize(
    "secret", ["", "c2hvcnQ=", "not base64!", "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="[:-6]]
)
def test_a_master_key_that_is_none_is_refused(secret: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - binascii and we say it in different words
        MasterKey.from_text(secret)


def test_a_master_key_is_not_printed() -> None:
    assert "kkk" not in repr(MasterKey(KEY))


@pytest.mark.parametrize("plain", [VALUE, VALUE.encode(), 6])
def test_a_sealed_column_refuses_plain_text(
    database: Database, tenant: TenantContext, plain: object
) -> None:
    refused = pytest.raises(StatementError, match="takes sealed values only")
    with refused as failed, database.transaction(tenant.id) as session:
        session.execute(select(Family).where(Family.address == plain))
    assert isinstance(failed.value.orig, TypeError)


def test_nothing_sealed_is_readable_in_the_database(
    database: Database, unwalled: Database, tenant: TenantContext, vault_of: OpenVault
) -> None:
    """Of a filled tenant, a reader past the wall finds the marker in unsealed columns only."""
    with database.transaction(tenant.id) as session:
        fill_tenant(session, vault_of(tenant), "ZQXJ-marker")
    with unwalled.registry() as session:
        for table in METADATA.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, SealedType):
                    query = f"SELECT count(*) FROM {table.fullname} WHERE tenant_id = :t AND"
                    found = f" position(convert_to('ZQXJ', 'UTF8') in {column.name}) > 0"
                    assert session.scalar(text(query + found), {"t": tenant.id}) == 0


COLUMNS = [
    pytest.param(column, id=f"{table.name}.{column.name}")
    for table in METADATA.sorted_tables
    for column in table.columns
]
# Free text about families and contact details, by the words that name such columns.
WORDS_OF_CONTENT = (
    "note", "reason", "story", "contact", "phone", "email", "address", "answers", "goals",
    "quote", "words", "wishes", "experience", "reciprocity", "health", "items", "body",
    "recipient", "text", "about", "outcome", "sender", "content", "detail",
)  # fmt: skip
# Sealed columns whose name says nothing of it, each with why.
ALSO_SEALED = {
    "funding_file.snapshot": "the words of a report that was handed in",
    "joint_decision.name": "the professional who decided along",
    "match_proposal.inputs": "what was known of both families when the pair was chosen",
    "plugin_activation.secrets": "tokens and passwords for other systems",
    "search_profile_version.checked": "what was found to be recognisable, and what was done",
    "search_profile_version.sentence": "what a coordinator wrote about a family",
    "search_profile_version.title": "what may still be recognisable",
    "story.consent_of": "who said that the story may be told",
    "story.title": "part of the story",
    "supplier_change.answer": "what a supplier said, in its own words",
    "supplier_change.facts": "what a supplier is told of a family",
    "supplier_change.shown": "the same, as the coordinator saw it",
    "supplier_change.told": "a sentence that a plugin made",
    "supplier_link.code": "opens a hand-over",
    "supplier_receipt.told": "a sentence that a plugin made",
    "attachment.key": "the key of a document",
    "attachment.name": "people put a family's name in it",
    "family.before_merge": "a whole family",
    "family_import.file_name": "people put a name in it",
    "undoable_act.after": "rows as they were",
    "undoable_act.before": "rows as they were",
}
# Columns with such a word that hold something else, each with why.
NO_CONTENT = {
    "console_event.detail": "what an operator did: names of organisations and programmes",
    "funding_report.story_ids": "ids",
    "method_document.text": "the method in words, shared with everybody who works by it",
    "method_document_file.content": "the file of one, shared with everybody who works by it",
    "method_version.content": "a variant of the method as its plugin had it",
    "supplier_receipt.outcome": "a key of a list",
    "calendar_feed.body_at": "when a feed was made",
    "calendar_feed.body_hash": "a digest",
    "handover.decline_reason": "a key of a list",
    "handover_arrival.decline_reason": "a key of a list",
    "imported_row.outcome": "a key of a list",
    "logo.content": "a picture for everybody",
    "office_hour.note": "public: what to bring",
    "setting_version.content": "what the programme chose for itself",
    "safety_check.outcome": "a key of a list",
    "audit_entry.detail_digest": "a salted digest",
    "identity.email": "the login of staff, looked up by every tenant's door",
    "invitation.email": "staff, before there is an identity",
    "published_story.text": "public: both families said yes to exactly this text",
    "programme.contact_name": "public: whom to call",
    "programme.contact_phone": "public: whom to call",
    "programme.contact_hours": "public: when to call",
    "family_file.closed_reason": "a key of a list",
    "coupling.end_reason": "a key of a list",
    "referral.decision_reason": "a key of a list",
    "referral.wishes": "keys of a list",
    "support_offer.experience_may_match": "yes or no",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_has_a_data_class(column: object) -> None:
    assert isinstance(getattr(column, "info")["data_class"], DataClass)  # noqa: B009


def test_sealed_are_exactly_contact_details_and_free_text() -> None:
    columns = {f"{c.table.name}.{c.name}": c for t in METADATA.sorted_tables for c in t.columns}
    told = {
        name
        for name, column in columns.items()
        if any(word in column.name.split("_") for word in WORDS_OF_CONTENT)
        and not column.name.endswith(("_index", "_on", "_id"))
    }
    sealed = {name for name, column in columns.items() if isinstance(column.type, SealedType)}
    assert sealed == (told - set(NO_CONTENT)) | set(ALSO_SEALED)
    assert set(NO_CONTENT) <= told


def test_sealed_columns_are_personal_or_special_and_behind_the_wall() -> None:
    for table in METADATA.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, SealedType):
                assert table.schema == TENANT
                assert column.info["data_class"] in (DataClass.PERSONAL, DataClass.SPECIAL)


OF_NO_COLUMN = {"header_index"}
"""The header of an imported file: its columns are known again, its names are kept nowhere."""


def test_every_blind_index_stands_beside_its_sealed_column() -> None:
    for table in METADATA.sorted_tables:
        for column in table.columns:
            if column.name.endswith("_index") and column.name not in OF_NO_COLUMN:
                assert isinstance(column.type, LargeBinary)
                assert isinstance(table.c[column.name.removesuffix("_index")].type, SealedType)


def test_ids_are_made_in_order_of_time() -> None:
    made = [new_id() for _ in range(3)]
    assert made == sorted(made, key=lambda one: one.int >> 80)
    assert {one.version for one in made} == {7}
