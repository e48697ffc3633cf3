"""Whether a sentence is borne out by what it cites: the judges, the check of quotes, and the gate."""
