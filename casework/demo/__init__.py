"""The demo city: people of eight bureaus and cases replayed through the door, never rows behind it."""
