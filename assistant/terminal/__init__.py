"""The command line: what is typed becomes a call of the façade, and what comes back becomes text."""
