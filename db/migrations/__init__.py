"""Migrations in order, reviewed, run by `roadmap migrate` alone."""
