"""Results that are used: recommendations, institutions, self-checks, joint plans."""
