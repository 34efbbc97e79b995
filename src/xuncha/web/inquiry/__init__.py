"""Pages of talks, site visits and questionnaires."""
