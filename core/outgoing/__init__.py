"""The one way out to servers of others."""
