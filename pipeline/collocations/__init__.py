"""Words together: collocations, the network of concepts, and words that are formed with the field's prefixes."""
