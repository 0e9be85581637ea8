"""Things and what links them: the network, neighbours, paths, measures, communities."""
