"""Raw lines of any format become a Document: this is where policy documents are understood."""
