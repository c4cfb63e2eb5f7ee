"""Toys that families borrow: a table of another plugin, with a version of the same name."""
