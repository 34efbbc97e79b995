"""What a team learns from people and places: talks, site visits, questionnaires."""
