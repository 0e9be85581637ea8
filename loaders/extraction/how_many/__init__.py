"""How many: counts of people, what each counts, and how counts belong together."""
