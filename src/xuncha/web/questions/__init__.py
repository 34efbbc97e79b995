"""问询: what a unit is asked, and its answers."""
