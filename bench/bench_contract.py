"""Schemathesis against a running service, for as long as one likes.

``python bench/bench_contract.py [EXAMPLES]`` serves the bundled plan from a new folder, makes a
token, and sends up to so many cases (100) to each operation in each phase: those of the examples,
of every boundary, random ones, and sequences. It prints what Schemathesis prints; exit code 0
means that every answer was as described.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import plangraph

ROOT = Path(__file__).parents[1]
PLANGRAPH = (sys.executable, "-m", "plangraph.cli")
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
    "missing_required_header",
    "ignored_auth",
    "use_after_free",
    "ensure_resource_availability",
)


def main(examples: str) -> int:
    """The exit code of Schemathesis."""
    with tempfile.TemporaryDirectory() as folder:
        store = ("--store", f"{folder}/store")
        subprocess.run([*PLANGRAPH, "add", str(plangraph.demo_plan()), *store], check=True)
        made = [*PLANGRAPH, "token", "create", "bench", "--scope", "write", *store]
        shown = subprocess.run(made, check=True, capture_output=True, text=True).stdout
        secret = max(re.findall(r"[\w-]+", shown), key=len)
        serve = [*PLANGRAPH, "serve", "--port", "0", *store]
        with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as service:
            try:
                return attack(
                    re.findall(r"http://\S+", service.stdout.readline())[0], secret, examples
                )  # type: ignore[union-attr]
            finally:
                service.terminate()


def attack(address: str, secret: str, examples: str) -> int:
    """All phases against an address."""
    command = [
        *(sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"),
        *("run", f"{address}openapi.json", "--phases", "examples,coverage,fuzzing,stateful"),
        *("--max-examples", examples, "--checks", ",".join(CHECKS), "--continue-on-failure"),
        *("--warnings", "off", "--header", f"Authorization: Bearer {secret}"),
    ]
    hooks = {"SCHEMATHESIS_HOOKS": "tests.api.sparql_bodies", "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as scratch:
        return subprocess.run(command, cwd=scratch, env=os.environ | hooks, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "100"))
