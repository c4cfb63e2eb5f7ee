"""Several tenants side by side, for whoever works in them: counts, never a name."""
