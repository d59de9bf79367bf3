"""Files to facts: text, outline, spaCy pipeline, facts with their place, resolved names."""
