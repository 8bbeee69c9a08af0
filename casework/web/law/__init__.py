"""The law in the open: the calculator, the rules in force, and how a date or a range is explained."""
