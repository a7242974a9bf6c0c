"""Tests of the exchange format: its reader, its laws, its schema, and taking a file over."""
