"""What do I do this week."""
