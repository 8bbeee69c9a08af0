"""Tests: the same tree as the code, plus house, journeys, vectors, browser, migrations and infrastructure."""
