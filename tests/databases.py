"""The databases of a test run: those of the conformance kit, on the server of this run."""

from core.extension.testing.databases import TestDatabases

__all__ = ["TestDatabases"]
