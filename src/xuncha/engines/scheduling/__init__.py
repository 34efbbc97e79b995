"""Planning a term and seating its teams: pure numbers and rules, no database."""
