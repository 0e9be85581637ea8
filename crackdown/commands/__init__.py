"""What a person types: each group of commands with its options."""
