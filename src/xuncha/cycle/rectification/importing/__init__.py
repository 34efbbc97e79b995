"""From a unit's own ledger to items: what would happen, row by row, before anything is written."""
