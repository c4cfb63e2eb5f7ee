"""From introduction to the end: the method's lifecycle."""
