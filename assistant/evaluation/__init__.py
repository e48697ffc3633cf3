"""Measuring what is served: ``python -m assistant.evaluation``."""
