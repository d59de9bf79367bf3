"""What a plan can say: the model, the vocabulary, the IRIs, and facts to triples and back."""
