"""Where quads and texts are kept: the store, its folder and engine, transactions, snapshots, who may read."""
