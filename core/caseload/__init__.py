"""The files of a coordinator who leaves, given to a successor in one act."""
