"""Recruiting: the search profile of a steungezin, where it is shown, and what that brought."""
