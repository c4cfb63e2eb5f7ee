"""What a member may see, as a file: lists, figures, and everything at once."""
