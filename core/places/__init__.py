"""Gemeenten, parts of gemeenten and places: where a programme works, how far people live apart."""
