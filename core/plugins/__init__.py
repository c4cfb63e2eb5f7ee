"""Plugins at work: which are on in a tenant, with what options, and what happens when one fails."""
