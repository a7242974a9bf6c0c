"""Roadmap: plans for scaling a proven social intervention across a country."""
