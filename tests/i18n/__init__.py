"""Tests of languages, and the tool that keeps their catalogues."""
