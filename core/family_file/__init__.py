"""The file of a family as a coordinator reads it: the list, the page, its timeline and phases."""
