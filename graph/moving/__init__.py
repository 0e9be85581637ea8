"""Who was moved where and when: flows between countries, airports on a map, operations along time."""
