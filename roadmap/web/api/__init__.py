"""The HTTP API: one module a noun, the same services as the pages."""
