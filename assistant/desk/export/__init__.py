"""Papers that leave the house as files: Word, Markdown, PDF, CSV and bibliographies, made from domain types alone."""
