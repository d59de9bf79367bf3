"""Questions to answers over HTTP: the SPARQL protocol, REST resources, pages."""
