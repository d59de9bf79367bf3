"""PlanGraph reads Chinese government plans and serves who must do what by when, with the proof.

>>> import plangraph
>>> plan = plangraph.read(plangraph.demo_plan())
>>> with plangraph.open(":memory:") as store:
...     store.add(plangraph.to_graphs(plan))
'added'
"""

from plangraph.library import demo_plan, open, read, to_graphs  # noqa: A004 -- plangraph.open()

__version__ = "0.1.0"
__all__ = ["demo_plan", "open", "read", "to_graphs"]
