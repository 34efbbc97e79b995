"""Reading what offices really have: ledgers, lists of findings, proof files."""
