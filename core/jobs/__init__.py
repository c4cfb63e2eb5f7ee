"""Work that happens after the commit, under the same wall."""
