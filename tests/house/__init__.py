"""The rules of the house, kept by machine; each is tried on code that keeps it and on code that breaks it."""
