"""It speaks the languages of the product."""

import pytest

from core.extension.host import Loaded
from core.extension.testing.installation import Installation
from core.extension.testing.said import texts_of, untranslated
from core.extension.testing.suites.suite import Suite


class Translations(Suite):
    """It speaks the languages of the product."""

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
