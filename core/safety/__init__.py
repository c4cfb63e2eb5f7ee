"""Safety checks and certificates of conduct (VOG)."""
