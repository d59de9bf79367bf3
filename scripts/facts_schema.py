"""Writes ``docs/facts.schema.json``, the JSON Schema of the facts JSON, from its models.

usage: python scripts/facts_schema.py
"""

import json
from pathlib import Path

from plangraph.ingest.fact_rows import FactsJSON

SCHEMA = Path(__file__).parents[1] / "docs" / "facts.schema.json"


def schema_text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(FactsJSON.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
