"""Coverage-guided fuzzing of the readers and of questions: ``scripts/fuzz``; what it finds becomes a test."""
