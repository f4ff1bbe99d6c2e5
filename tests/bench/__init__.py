"""Measurements: thin functions for scorers outside, and benchmarks of whole runs."""
