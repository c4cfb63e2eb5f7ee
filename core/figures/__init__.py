"""Figures that may leave a tenant."""
