"""What was said when: earlier versions, withdrawals, and the graph as of a day."""
