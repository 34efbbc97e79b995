"""What the system counts for an evaluation: facts once, a share for each indicator, vetoes."""
