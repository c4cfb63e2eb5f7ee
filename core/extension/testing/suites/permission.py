"""It sees what it declared, and says so."""

import pytest

from core.extension.call import NotDeclared
from core.extension.host import Loaded
from core.extension.plugin import Sees
from core.extension.testing.installation import PHONE, Installation
from core.extension.testing.suites.suite import Suite
from core.plugins.running import active, call_of
from tenants.context import TenantContext


class Permission(Suite):
    """It sees what it declared, and says so."""

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
