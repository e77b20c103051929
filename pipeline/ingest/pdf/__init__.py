"""PDF: from glyphs with a place to lines in reading order, each with what the page and the tags say of it."""
