"""The page of the method among the settings: which variants, what differs, what goes over."""
