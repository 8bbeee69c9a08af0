"""The law of the house: procedures, clocks, fines, money and identifiers.

Pure: takes values, returns values, raises refusals. Knows no database, no request and no clock.
"""
