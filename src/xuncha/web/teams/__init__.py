"""Pages of teams, authorisation, recusal and appraisal."""
