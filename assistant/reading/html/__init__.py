"""Web pages: the article, its footnotes and what the page says of itself, without the site around it."""
