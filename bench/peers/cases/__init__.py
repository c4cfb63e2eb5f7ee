"""What each schema has: families, their files and sign-ups."""
