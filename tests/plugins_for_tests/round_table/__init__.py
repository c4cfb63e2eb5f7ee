"""Families on the agenda of a meeting: a table that refers to core, and one to its own."""
