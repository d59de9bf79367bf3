"""The store of a running service: no triples in this process, none that a query could harm.

A writer process owns the folder, a nursery holds a copy in memory and gives birth to workers, and
two lanes ask them: ``rest`` for the fixed queries of REST and pages, ``sparql`` for what strangers
send. A thread follows the writer, so that every write, also one by another command, reaches the
copy before whoever wrote is answered. A copy or a writer that dies is made anew.
"""

import contextlib
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from plangraph.graph.answer import Answer
from plangraph.graph.asking import Asking, notation
from plangraph.graph.client import connect, exchange, graphs_from
from plangraph.graph.frames import receive, send
from plangraph.graph.nursery import ForkNursery, Nursery, Worker
from plangraph.graph.pool import Bounds, Lane, Reply, Ticket
from plangraph.graph.refusals import refused
from plangraph.graph.store import Added, Store
from plangraph.graph.terms import Term
from plangraph.graph.worker import Limits
from plangraph.ontology.errors import StoreError
from plangraph.ontology.triples import PlanGraphs, to_nquads


@dataclass(frozen=True, slots=True)
class Service:
    """What a served store may use.

    Attributes:
        rest: The lane of REST and pages.
        sparql: The lane of ad-hoc queries.
        limits: Of each worker.
    """

    rest: Bounds = Bounds(workers=2, waiting=200, seconds=10.0, patience=10.0)
    sparql: Bounds = Bounds(workers=2, waiting=8, seconds=10.0, patience=10.0)
    limits: Limits = field(default_factory=Limits)
