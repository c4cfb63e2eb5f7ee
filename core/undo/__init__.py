"""Undoing a slip on the same day: what an act changed is put back, when nothing was built on it."""
