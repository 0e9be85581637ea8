"""What `crackdown serve` runs: its processes, its protocol, its readers of announcements."""
