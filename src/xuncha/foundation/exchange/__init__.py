"""Tables in and out: import columns, dry runs, remembered mappings, workbooks."""
