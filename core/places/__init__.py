"""Gemeenten, parts of gemeenten and places: where a programme works and how far apart people live."""
