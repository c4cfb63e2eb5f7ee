"""Canaries: tenants whose every text is unmistakable, so that it is heard where it leaks."""
