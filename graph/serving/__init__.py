"""Strangers' queries: answered within limits, by processes that can be killed, without holding each other up."""
