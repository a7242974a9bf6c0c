"""Raw forms become drafts or refusals: one module a noun."""
