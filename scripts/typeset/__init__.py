"""Typesets the PDF and DOCX documents of ``corpus/`` from the readable sources in ``sources/``."""
