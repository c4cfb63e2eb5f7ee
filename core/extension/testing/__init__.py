"""The conformance kit: suites that every plugin passes, ours and those of others.

    # tests/test_kerk.py, in a package whose pyproject says
    # [tool.pytest.ini_options] addopts = ["-p", "core.extension.testing.fixtures"]
    import buurtgezinnen_kerk
    from core.extension.testing import PluginContract

    class TestKerk(PluginContract):
        plugin = buurtgezinnen_kerk

It starts a PostgreSQL of its own, with two programmes in it, and asks what the contract asks.
"""

import pytest

pytest.register_assert_rewrite("core.extension.testing.suites")

from core.extension.testing.contract import PluginContract  # noqa: E402 - after the line above
from core.extension.testing.installation import Installation, Visitor  # noqa: E402

__all__ = ["Installation", "PluginContract", "Visitor"]
