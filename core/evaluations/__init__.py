"""Talks at fixed moments with both families."""
