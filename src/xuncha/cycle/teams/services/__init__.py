"""What can be done with teams, each thing in a function of its own."""
