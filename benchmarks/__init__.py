"""Speed as a ratio to a limit measured in the same run; absolute figures are only reported."""
