"""Thousands of rules asked of an article in one pass over its text."""
