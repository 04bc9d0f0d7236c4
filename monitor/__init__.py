"""Monitor: watches news and government sources for policy on critical minerals."""

__version__ = "0.1.0"
