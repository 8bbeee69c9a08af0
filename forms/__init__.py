"""What comes in on a page: one class a page, in WTForms, checked for shape and arithmetic only."""
