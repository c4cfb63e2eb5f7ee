"""The programme's own settings and its pilot."""
