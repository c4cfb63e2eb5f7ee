"""Standing in for a colleague: who, for whom, from when until when."""
