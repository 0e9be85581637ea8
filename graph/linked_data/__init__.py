"""The dataset and its ontology as linked data publishes them."""
