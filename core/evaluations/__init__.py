"""Half-yearly talks with both families."""
