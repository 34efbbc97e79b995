"""Chinese working days, and days counted from a rule."""
