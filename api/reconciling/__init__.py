"""Names from elsewhere matched with the graph: the Reconciliation API and tables of names."""
