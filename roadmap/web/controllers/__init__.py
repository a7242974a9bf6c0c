"""Requests in, responses out: one module a noun."""
