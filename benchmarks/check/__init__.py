"""A labelled set for the check: planted faults and honest look-alikes, in several layouts."""
