"""Pages of decisions, points to check, and inspections' lists of them."""
