"""The suites of the conformance kit, one for each thing that a plugin promises."""
