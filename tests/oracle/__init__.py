"""A second, slow and naive reading of the law, written from the texts and not from the fast code.

Reads the tables with the csv module alone and knows nothing of workflows; tests compare the two readings.
"""
