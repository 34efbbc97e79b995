"""统计: every figure by subject, and the rows behind each."""
