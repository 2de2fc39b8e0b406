"""Measures of speed, run by hand on a quiet machine."""
