"""What people do with talks, visits and questionnaires."""
