"""Registering, signing in and out, one's own account."""
