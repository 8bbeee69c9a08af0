"""A terminal's way in: one file a command group, texts in Chinese, keys in English."""
