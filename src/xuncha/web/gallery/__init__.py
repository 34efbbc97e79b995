"""Every component in all its states, on one page: where the look is checked."""
