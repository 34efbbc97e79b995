"""Reading official papers: training and measuring."""
