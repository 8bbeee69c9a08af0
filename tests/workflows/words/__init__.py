"""What the law room says: every explanation and every refusal, word for word, in a file a reviewer reads."""
