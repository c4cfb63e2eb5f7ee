"""Documents that people bring: checked, sealed in pieces, each with a key of its own."""
