"""The law as dated data: tables whose rows have days, basis and confidence, and the book over them."""
