"""Looking a complaint up without an account."""
