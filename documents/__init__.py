"""Papers: plain data in, PDF bytes out; no Flask, no database."""
