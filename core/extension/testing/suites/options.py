"""Options mean the same wherever they go, and secrets stay secret."""

from sqlalchemy import func, select

from core.extension.host import Loaded
from core.extension.options import secrets_of
from core.extension.testing.installation import Installation
from core.extension.testing.samples import SECRET
from core.extension.testing.suites.suite import Suite
from core.plugins.models import PluginActivation, PluginTrouble
from core.plugins.running import active, actives, call_of, run
from core.plugins.services import save_options
from core.web.forms import Form
from tenants.context import TenantContext


class OptionsKept(Suite):
    """Options mean the same wherever they go, and secrets stay secret."""

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
