"""What a plan's money covers."""
