"""Pages of rights holders: rights, complaints, receipts, and what follows of them."""
