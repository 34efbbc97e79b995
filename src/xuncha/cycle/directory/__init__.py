"""Who is inspected and who takes part: organisations as a dated tree, and people's seats in them."""
