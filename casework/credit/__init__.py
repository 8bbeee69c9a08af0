"""What the credit system is told: one public snapshot becomes one record; sending it. Reads no table."""
