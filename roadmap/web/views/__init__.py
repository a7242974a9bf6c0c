"""Domain values become what a template reads, strings ready: one module a noun."""
