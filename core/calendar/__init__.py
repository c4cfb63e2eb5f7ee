"""Business dates: today's date, working days and half-years."""
