"""The example notebook: its cells run, their results as Jupyter keeps them, in one file.

``--check`` writes nothing and fails if ``examples/views.ipynb`` is not what running it would give.
The texts and cells stand in ``examples/views.ipynb`` itself; this script only runs them again.
"""

import ast
import json
import sys
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parent.parent / "examples" / "views.ipynb"


def run_cells(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with every code cell run anew, in order, in one name space."""
    names: dict[str, Any] = {}
    count = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            cell["execution_count"] = count
            cell["outputs"] = outputs_of("".join(cell["source"]), names, count)
    return notebook


def outputs_of(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """What the last line of a cell gives, as a notebook keeps it; nothing where it gives none."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 -- our own cells
    if not isinstance(last, ast.Expr):
        return []
    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
    if value is None:
        return []
    shown = getattr(value, "_repr_mimebundle_", lambda: {"text/plain": repr(value)})()
    result = {"data": {kind: lines(text) for kind, text in shown.items()}, "metadata": {}}
    return [{"output_type": "execute_result", "execution_count": count, **result}]


def lines(text: str) -> list[str]:
    """A text as a list of lines that keep their ends."""
    return text.splitlines(keepends=True)


def main(arguments: list[str]) -> int:
    """Run and write the notebook, or compare it; 1 if it is out of date."""
    old = NOTEBOOK.read_text("utf-8")
    new = json.dumps(run_cells(json.loads(old)), ensure_ascii=False, indent=1) + "\n"
    if "--check" in arguments:
        if new != old:
            sys.stdout.write(f"{NOTEBOOK.name} is out of date: run scripts/notebook.py\n")
        return int(new != old)
    NOTEBOOK.write_text(new, encoding="utf-8")
    sys.stdout.write(f"wrote {NOTEBOOK.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
