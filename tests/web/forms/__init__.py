"""Tests of the form renderer."""
