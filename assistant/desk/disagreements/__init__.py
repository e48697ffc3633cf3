"""Where documents disagree: statements on the same thing whose figures, dates or verdicts differ."""
