"""The read side: SELECT with explicit columns in, frozen rows out; nothing is written and nothing decided."""
