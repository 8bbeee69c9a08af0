"""Local parameters: what holds where, what waits for a second person, what was decided. One call a view."""
