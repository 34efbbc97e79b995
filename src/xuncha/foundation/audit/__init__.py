"""Who did what, when, in a chain that shows any change and any cut."""
