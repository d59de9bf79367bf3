"""Queries that no engine finishes in time, or at all: each bound has to hold against every one."""

_THREE = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
_FIVE = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(5))
_VALUES = " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(100)))} }}" for n in range(6))

RUNAWAYS = {
    "cross product, counted": f"SELECT (COUNT(*) AS ?n) {{ {_FIVE} }}",
    "cross product, distinct": f"SELECT DISTINCT ?a ?d ?g {{ {_THREE} }}",
    "cross product, ordered": f"SELECT * {{ {_THREE} }} ORDER BY ?c ?f ?i",
    "cross product, grouped": "SELECT ?a (GROUP_CONCAT(?f) AS ?x) "
    f"{{ {_FIVE} ?a ?b ?f }} GROUP BY ?a",
    "cross product, not exists": f"ASK {{ {_THREE} "
    "FILTER NOT EXISTS { ?a ?b ?zz . ?d ?e ?yy } }",
    "cross product, described": f"DESCRIBE ?a ?d {{ {_FIVE} }}",
    "cross product, constructed": f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {_FIVE} {_THREE} }}",
    "cross product, streamed": f"SELECT * {{ {_FIVE} }}",
    "product of VALUES": f"SELECT (COUNT(*) AS ?n) {{ {_VALUES} }}",
    "path closure": "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)* ?b . ?c (!<x:y>)* ?d }",
    "path closure of both ways": "SELECT (COUNT(*) AS ?n) "
    "{ ?a (!<x:y>|^!<x:y>)+ ?b . ?b (!<x:z>)+ ?c }",
    "doubling text": "SELECT (STRLEN(?z) AS ?n) { BIND('x' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " BIND(?x40 AS ?z) }",
    "500 triple patterns": "SELECT * { "
    + " ".join(f"?s{n} ?p{n} ?s{n + 1} ." for n in range(500))
    + " }",
    "500 optional patterns": "SELECT * { ?s0 ?p ?o "
    + " ".join(f"OPTIONAL {{ ?s0 ?p{n} ?s{n + 1} }}" for n in range(500))
    + " }",
    "a path of 1,000 steps": "SELECT * { ?s " + "/".join(["<x:p>"] * 1000) + " ?o }",
}
"""Each by what it does; source: sparql.md, B1."""

NESTED = {
    "groups": "SELECT * { " + "{ " * 100_000 + "} " * 100_000 + "}",
    "parentheses": "SELECT * { FILTER(" + "(" * 100_000 + "1" + ")" * 100_000 + ") }",
    "unions": "SELECT * { { ?s ?p ?o }" + " UNION { ?s ?p ?o }" * 20_000 + " }",
    "conjunctions": "SELECT * { FILTER(1" + " && 1" * 20_000 + ") }",
    "bindings": "SELECT * { " + " ".join(f"BIND(1 AS ?x{n})" for n in range(10_000)) + " }",
    "negations": "SELECT * { FILTER(" + "!" * 100_000 + "1) }",
    "minus signs": "SELECT * { FILTER(" + "- " * 50_000 + "1) }",
    "lists": "SELECT * { ?s ?p " + "( " * 50_000 + ") " * 50_000 + " }",
}
"""Deep or long in one way each; none may end the service."""
