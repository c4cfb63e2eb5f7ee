"""A member's calendar on other devices, office hours, and reminders by mail."""
