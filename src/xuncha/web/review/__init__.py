"""五年回顾: a term year by year and round by round, as table, chart, print and workbook."""
