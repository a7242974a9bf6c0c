"""Tests of the plan checks."""
