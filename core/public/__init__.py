"""The three public doors of a programme."""
