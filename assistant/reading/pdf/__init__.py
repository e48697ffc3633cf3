"""PDF files: PDFium for the text and its geometry, pypdf for what PDFium does not tell."""
