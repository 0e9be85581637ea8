"""What is said, and by whom: records as quads with their evidence, and the store that keeps them."""
