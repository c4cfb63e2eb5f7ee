"""Families, their members, files, consents and contact moments."""
