"""A domain value becomes a file: one module a format."""
