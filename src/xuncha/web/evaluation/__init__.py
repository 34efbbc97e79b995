"""Pages of how rectification ends: the way there, reports, publicity, meeting, evaluation."""
