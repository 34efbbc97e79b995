"""Forms of talks, site visits and questionnaires."""
