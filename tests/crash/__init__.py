"""The real site under SIGKILL, outages and simultaneous copies; the ledger of the credit platform tells."""
