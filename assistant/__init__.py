"""Rapporteur: answers questions about policy documents; every sentence opens its page."""
