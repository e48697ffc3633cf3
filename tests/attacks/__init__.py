"""Documents made to do harm, and what counts as harm done. ``python -m tests.attacks`` measures with a real model."""
