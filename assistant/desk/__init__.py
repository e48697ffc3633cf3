"""What a person makes with answers, kept in the workspace folder and never in the index."""
