"""问询: what the office makes of signals beside deciding them: asking the unit, escalating."""
