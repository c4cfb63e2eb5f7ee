"""Requests and offers, the hard limits, and proposals."""
