"""PDFs made at test time from known text: what a maker puts in is what reading has to give back."""
