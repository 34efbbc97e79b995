"""The calendar of working days: one year at a glance, and loading a year's table."""
