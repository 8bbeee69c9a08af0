"""What stands between a bare machine and a running program: environment, fonts, start, server settings."""
