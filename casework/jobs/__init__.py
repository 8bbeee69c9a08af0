"""A queue's way in: the relay that keeps the promises of the outbox, with or without Redis."""
