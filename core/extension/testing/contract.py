"""What every plugin holds to, whoever wrote it: a suite to subclass."""

from collections.abc import Mapping
from datetime import date
from inspect import getfile
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select

from core.accounts.models import Role
from core.channels.fitting import Sender, fitted
from core.errors import Refused
from core.extension.call import NotDeclared
from core.extension.hookspecs import LISTS
from core.extension.host import Host, Loaded
from core.extension.options import secrets_of
from core.extension.plugin import Sees
from core.extension.seen import Erased
from core.extension.store import PluginStore
from core.extension.testing.breaking import broken
from core.extension.testing.imports import foreign_imports
from core.extension.testing.installation import PHONE, TODAY, Installation
from core.extension.testing.said import texts_of, untranslated
from core.extension.testing.samples import SECRET, Rows, sample_answers, sample_options
from core.families.models import Family
from core.funding.gathering import figures
from core.funding.offered import make
from core.funding.periods import period_named
from core.method.choice import method_of
from core.plugins.models import PluginActivation, PluginTrouble
from core.plugins.running import PluginFailed, active, actives, call_of, listed, run
from core.plugins.services import save_options, switch_off
from core.web.forms import Form
from core.work import Work
from tenants.context import TenantContext
from tenants.ids import new_id

ANYBODY = (None, Role.COORDINATOR, Role.ADMIN, Role.GEMEENTE)
CORE_PAGES = ((None, "/"), (Role.COORDINATOR, "/week"))
WELL = frozenset({200, 302, 303, 400, 401, 403, 404, 405, 422})


class PluginContract:
    """Subclass it with `plugin`: the module or object of the entry point.

    `options`, and `answers` to the forms of channels, are those that the kit cannot invent. Each
    test says in its name what a plugin promises; when it fails, its message says what to do.
    """

    plugin: ClassVar[object]
    options: ClassVar[Mapping[str, Any]] = {}
    answers: ClassVar[Mapping[str, Any]] = {}

    def row_of(self, table: type) -> Mapping[str, Any]:
        """Values for a row of a table, where invented ones do not fit. Override it."""
        return {}

    def sample(self, loaded: Loaded) -> dict[str, Any]:
        """Options that work, as a form would post them."""
        return sample_options(loaded.plugin.options, self.options)

    def on(self, installation: Installation, tenant: TenantContext, loaded: Loaded) -> None:
        """Switch the plugin on in a programme."""
        installation.switch_on(tenant, loaded.key, self.sample(loaded))

    # Contract

    def test_it_loads_and_nothing_is_refused(self, loaded: Loaded) -> None:
        """A fresh host takes it, twice the same."""
        for _ in range(2):
            host = Host()
            host.add(loaded.key, self.source(loaded))
            assert [str(refusal) for refusal in host.refused] == []
            assert [one.key for one in host] == [loaded.key]

    def source(self, loaded: Loaded) -> object:
        """The module or object that the host loads."""
        return self.plugin

    def test_its_keys_carry_its_own_name(self, loaded: Loaded) -> None:
        """Keys of components are small letters, digits, - and _: they stand in addresses."""
        keys = [
            str(one.key)
            for hook in LISTS
            for one in loaded.listed.get(hook, ())
            if hasattr(one, "key")
        ]
        odd = [key for key in keys if not key.replace("_", "").replace("-", "").isalnum()]
        assert odd == []
        assert [key for key in keys if key != key.lower() or len(key) > 40] == []

    def test_it_imports_nothing_but_the_face(self, loaded: Loaded) -> None:
        """`core.extension` is all that it may know of the product."""
        file = Path(getfile(self.source(loaded)))  # type: ignore[arg-type]
        folder = file.parent if file.name == "__init__.py" else file
        assert foreign_imports(folder) == []

    # Options

    def test_options_go_in_and_come_out_the_same(self, loaded: Loaded) -> None:
        """What a form posts, is kept and is loaded again, means the same each time."""
        schema = loaded.plugin.options()
        first = schema.load(self.sample(loaded))
        assert schema.load(schema.dump(first)) == first

    def test_options_can_be_asked(self, installation: Installation, loaded: Loaded) -> None:
        """Each has a label, and a form shows what was chosen."""
        with installation.app.test_request_context():
            form = Form(loaded.plugin.options, loaded.plugin.options().load(self.sample(loaded)))
            assert all(str(spec.label).strip() for spec in form.schema.specs.values())

    def test_a_secret_is_sealed_and_never_shown(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """Neither the settings nor the database in the clear hold it; the plugin itself does."""
        hidden = secrets_of(loaded.plugin.options)
        if not hidden:
            return
        self.on(installation, here, loaded)
        with installation.work(here) as work:
            row = work.session.scalars(select(PluginActivation)).one()
            assert SECRET not in str(row.options)
            assert not hidden & set(row.options)
            assert row.secrets is not None
            one = active(work, loaded.key)
            assert one is not None
            assert any(call_of(work, one).options.get(name) for name in hidden)
            schema = loaded.plugin.options()
            emptied = schema.dump(schema.load(self.sample(loaded)))
            form = Form(schema, {**emptied, **dict.fromkeys(hidden, SECRET)})
            assert not any(SECRET in field.value for field in form)

    # Components

    def test_its_channels_take_a_sign_up(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """Answers to the form become a draft that core can keep."""
        self.on(installation, here, loaded)
        for channel in loaded.listed.get("referral_channels", ()):
            answers = sample_answers(channel.form, self.answers)
            with installation.work(here) as work:
                one = active(work, loaded.key)
                assert one is not None
                data = channel.form().load(answers)
                draft = run(work, one, "to_draft", channel.to_draft, data, writes=True)
                fitted(draft, channel, method_of(work), Sender(new_id()))

    def test_its_reports_become_files(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """A programme in which nothing happened yet has a report too."""
        self.on(installation, here, loaded)
        for form in loaded.listed.get("report_formats", ()):
            with installation.work(here) as work:
                year = period_named(date(TODAY.year, 1, 1), date(TODAY.year, 12, 31))
                made = make(work, form.key, figures(work, "Een fonds", year), form.files[-1])
                assert made.content
                assert made.media_type
                assert made.name

    # Permission

    def test_it_is_shown_what_it_declared_and_no_more(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """Families and ways to reach them, only when its card says so."""
        family_id = installation.family(here)
        self.on(installation, here, loaded)
        with installation.work(here) as work:
            one = active(work, loaded.key)
            assert one is not None
            families = call_of(work, one).families
            if Sees.FAMILIES not in loaded.plugin.sees:
                with pytest.raises(NotDeclared):
                    families.get(family_id)
                return
            seen = families.get(family_id)
            has_contact = PHONE[-8:] in str(seen)
            assert has_contact == (Sees.CONTACT in loaded.plugin.sees)

    def test_who_switches_it_on_reads_what_it_sees(self, loaded: Loaded) -> None:
        """A card that asks for data of families says in words which."""
        assert not loaded.plugin.needs_consent_of_admin or str(loaded.plugin.sees_in_words)

    # Two programmes

    def test_what_it_brings_is_there_alone_where_it_is_on(
        self, installation: Installation, here: TenantContext, elsewhere: TenantContext,
        loaded: Loaded,
    ) -> None:  # fmt: skip
        """Everything that it lists is here, and none of it elsewhere, nor here once it is off."""
        self.on(installation, here, loaded)
        brought = {hook: len(loaded.listed[hook]) for hook in loaded.listed}

        def found(tenant: TenantContext) -> dict[str, int]:
            with installation.work(tenant) as work:
                return {hook: sum(1 for _ in listed(work, hook)) for hook in brought}

        assert found(here) == brought
        assert not any(found(elsewhere).values())
        try:
            with installation.work(here) as work:
                switch_off(work, loaded.key)
        except Refused:  # the method that a programme follows stays on
            return
        assert not any(found(here).values())

    def test_its_pages_are_there_where_it_is_on(
        self, installation: Installation, here: TenantContext, elsewhere: TenantContext,
        loaded: Loaded,
    ) -> None:  # fmt: skip
        """Elsewhere they do not exist, and here nobody breaks one by asking for it."""
        self.on(installation, here, loaded)
        rules = [page.rule for page in loaded.pages.pages] if loaded.pages else []
        for rule in (rule for rule in rules if "<" not in rule):
            path = f"/p/{loaded.key}{rule}"
            for role in ANYBODY:
                there = installation.visitor(elsewhere, role).get(path).status_code
                assert there in (302, 303, 403, 404), f"{path}: {there} where it is off"
                assert installation.visitor(here, role).get(path).status_code in WELL, path

    def test_its_rows_are_seen_in_their_own_programme(
        self, installation: Installation, here: TenantContext, elsewhere: TenantContext,
        loaded: Loaded,
    ) -> None:  # fmt: skip
        """What it kept in one is not there in the other, also not by id."""
        models = loaded.listed.get("tables", ())
        with installation.work(here) as work:
            store = self._store(work, loaded)
            rows = Rows(work, store, self.row_of)
            added = [rows.add(model) for model in models]
        with installation.work(elsewhere) as work:
            store = self._store(work, loaded)
            for row in added:
                assert store.find(type(row), row.id) is None
                assert store.count(type(row)) == 0

    def _store(self, work: Work, loaded: Loaded) -> PluginStore:
        return PluginStore(loaded.key, work.session, lambda: work.vault)

    # Erasure

    def test_its_rows_of_a_family_go_with_that_family(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """Refer to core with `belongs_to(…, on_delete="CASCADE")`, and keep no copies."""
        with installation.work(here) as work:
            rows = Rows(work, self._store(work, loaded), self.row_of)
            added = [rows.add(model) for model in loaded.listed.get("tables", ())]
            family_id = rows.referred.get("family")
        if family_id is None:
            return
        with installation.work(here) as work:
            work.session.execute(delete(Family).where(Family.id == family_id))
        with installation.work(here) as work:
            store = self._store(work, loaded)
            for row in added:
                names = [column.name for column in row.__table__.columns if column.foreign_keys]
                if any(getattr(row, name, None) == family_id for name in names):
                    assert store.find(type(row), row.id) is None, type(row).__name__

    def test_it_can_be_told_twice_that_somebody_was_erased(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """`erase_person` comes again when nobody knows whether it was done."""
        if "erase_person" not in loaded.tells:
            return
        self.on(installation, here, loaded)
        erased = Erased(UUID(int=7))
        with installation.work(here) as work:
            one = active(work, loaded.key)
            assert one is not None
            for _ in range(2):
                run(work, one, "erase_person()", loaded.tells["erase_person"], erased, writes=True)

    # Failure

    def test_what_fails_costs_the_plugin_alone(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """With everything that it brings broken, the pages of core stand and the work goes on."""
        self.on(installation, here, loaded)
        asked = [(installation.visitor(here, role), path) for role, path in CORE_PAGES]
        whole = [visitor.get(path).status_code for visitor, path in asked]
        with broken(installation.host, loaded):
            hurt = [visitor.get(path).status_code for visitor, path in asked]
        assert hurt == whole

    def test_a_function_that_fails_is_told_to_the_admin(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """What was written beside it stays, and what went wrong is kept with its place."""
        self.on(installation, here, loaded)

        def fails(_call: object) -> None:
            raise RuntimeError("stuk")

        with installation.work(here) as work:
            one = active(work, loaded.key)
            assert one is not None
            with pytest.raises(PluginFailed):
                run(work, one, "proef", fails, writes=True)
        with installation.work(here) as work:
            assert work.session.scalars(select(PluginTrouble.place)).all()[-1] == "proef"

    def test_options_that_lead_nowhere_are_told_in_words(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """`check_options` answers with sentences; it does not raise when the other side is away."""
        check = loaded.tells.get("check_options")
        if check is None:
            return
        self.on(installation, here, loaded)
        with installation.work(here) as work:
            one = active(work, loaded.key)
            assert one is not None
            told = run(work, one, "check_options", check, expects=(list, tuple), patience=20)
            assert all(str(line).strip() for line in told)

    def test_its_options_are_checked_at_every_call(
        self, installation: Installation, here: TenantContext, loaded: Loaded
    ) -> None:
        """They are saved by the schema, and a call reads them by the same schema."""
        self.on(installation, here, loaded)
        schema = loaded.plugin.options()
        with installation.work(here) as work:
            save_options(work, loaded.key, schema.load(self.sample(loaded)))
        with installation.work(here) as work:
            [one] = actives(work)
            assert set(call_of(work, one).options) == set(schema.load(self.sample(loaded)))
            assert work.session.scalar(select(func.count()).select_from(PluginTrouble)) == 0

    # Words

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_it_speaks(self, installation: Installation, loaded: Loaded, language: str) -> None:
        """Every text has words in both languages: translations/<language>/LC_MESSAGES."""
        with installation.app.test_request_context():
            assert untranslated(loaded, language) == []

    def test_each_of_its_texts_can_be_translated(
        self, installation: Installation, loaded: Loaded
    ) -> None:
        """Write `_l("…")` around the words of cards, labels and options."""
        with installation.app.test_request_context():
            plain = [place for place, text in texts_of(loaded) if type(text) is str and text]
        assert plain == []
