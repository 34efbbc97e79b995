"""How rectification ends: reports, publicity, the special meeting, satisfaction, evaluation."""
