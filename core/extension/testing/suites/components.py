"""What it brings does its work."""

from datetime import date

from core.channels.fitting import Sender, fitted
from core.extension.host import Loaded
from core.extension.testing.installation import TODAY, Installation
from core.extension.testing.samples import sample_answers
from core.extension.testing.suites.suite import Suite
from core.funding.gathering import figures
from core.funding.offered import make
from core.funding.periods import period_named
from core.method.choice import method_of
from core.plugins.running import active, run
from tenants.context import TenantContext
from tenants.ids import new_id


class Components(Suite):
    """What it brings does its work."""

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
