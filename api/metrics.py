"""What the service counts, in the text format of Prometheus.

Requests and their seconds by route (never by address: a query is nobody's business), queries by
lane and how they ended, those that wait, files likewise, the state and the size of the store.

Source: Prometheus exposition format 0.0.4.
"""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from plangraph.api.desks import Desks
from plangraph.graph.pool import Lane
from plangraph.graph.served import ServedStore
from plangraph.graph.store import Store

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counters of one service.

    Args:
        release: The version that the service tells.
    """

    def __init__(self, release: str) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "plangraph_http_requests",
            "Requests answered",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "plangraph_http_request_seconds",
            "Seconds from a request to the last byte of its answer",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._release = release

    def watch(self, store: Store, desks: Desks) -> None:
        """Tell of this store and of the files that are read as well."""
        self._registry.register(_StoreCollector(store, self._release))
        self._registry.register(_DeskCollector(desks))

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request has been answered."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All figures as they are now."""
        return generate_latest(self._registry)


class _StoreCollector(Collector):
    """Reads the figures of a store when it is asked, so that nothing counts twice."""

    def __init__(self, store: Store, release: str) -> None:
        self._store = store
        self._release = release

    def collect(self) -> Iterable[Metric]:
        """The figures."""
        yield _gauge(
            "plangraph_info",
            "Version of the software and state of the store",
            {"version": self._release, "generation": self._store.generation()},
            1,
        )
        yield _gauge("plangraph_plans", "Plans in the store", {}, len(self._store.plan_keys()))
        if isinstance(self._store, ServedStore):
            lanes = {"rest": self._store.rest, "sparql": self._store.sparql}
            yield from _lanes("queries", lanes)
            yield _gauge("plangraph_quads", "Quads in the store", {}, self._store.size())
            yield _gauge(
                "plangraph_copies",
                "How often the copy in memory was made",
                {},
                self._store.copies(),
            )


class _DeskCollector(Collector):
    """Reads the figures of the lanes of files and pictures."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks

    def collect(self) -> Iterable[Metric]:
        """The figures."""
        desks = {"strangers": self._desks.strangers, "owners": self._desks.owners}
        yield from _lanes("files", {name: desk.lane for name, desk in desks.items()})
        yield from _lanes("pictures", {"strangers": self._desks.pictures.lane})
        yield from _lanes("reports", {"strangers": self._desks.reports.lane})


def _lanes(what: str, lanes: dict[str, Lane]) -> Iterable[Metric]:
    prefix, many = f"plangraph_{what}", what.capitalize()
    waiting = GaugeMetricFamily(f"{prefix}_waiting", f"{many} in the queue", labels=["lane"])
    running = GaugeMetricFamily(f"{prefix}_running", f"{many} at work", labels=["lane"])
    ended = CounterMetricFamily(
        prefix, f"{many} by lane and how they ended", labels=["lane", "outcome"]
    )
    for name, lane in lanes.items():
        waiting.add_metric([name], lane.waiting)
        running.add_metric([name], lane.running)
        for outcome, count in sorted(lane.counts.items()):
            ended.add_metric([name, outcome], count)
    return waiting, running, ended


def _gauge(name: str, about: str, labels: dict[str, str], value: float) -> Metric:
    family = GaugeMetricFamily(name, about, labels=list(labels))
    family.add_metric(list(labels.values()), value)
    return family
