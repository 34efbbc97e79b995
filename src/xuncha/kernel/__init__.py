"""What every floor stands on: who acts, what can go wrong, states, decisions and the time."""
