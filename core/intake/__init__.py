"""The first talk with a family, and the judgement that follows."""
