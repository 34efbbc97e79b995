"""What the demo district says: phrases, names, people, ledgers. Pure Python, no Django."""
