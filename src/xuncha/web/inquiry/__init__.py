"""Pages of 了解: talks, site visits and questionnaires."""
