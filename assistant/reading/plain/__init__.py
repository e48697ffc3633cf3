"""Plain text and Markdown, damaged markup included."""
