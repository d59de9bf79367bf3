"""Replaced versions of plans, kept as files so that citations can stay pinned to them.

Each is ``versions/{plan key}/{12 hex of the text's sha256}.nq.gz`` in the store's folder: the
plan's own triples and the shared ones that it used, the same bytes for the same triples.
"""

import gzip
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from plangraph.graph.terms import to_lines
from plangraph.ontology.errors import UnknownThingError


class Versions:
    """The folder of replaced versions; a store in memory keeps them there, as long as it lives.

    Attributes:
        lasting: They outlive this process.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: dict[tuple[str, str], bytes] = {}
        self.lasting = folder is not None

    def keep(self, plan_key: str, sha256: str, quads: Iterable[ox.Quad]) -> None:
        """Write one version; an earlier file of the same text is replaced."""
        packed = gzip.compress(to_lines(quads), mtime=0)
        if self._folder is None:
            self._memory[plan_key, sha256[:12]] = packed
            return
        file = self._file(self._folder, plan_key, sha256)
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_suffix(".new")
        temporary.write_bytes(packed)
        temporary.replace(file)

    def kept(self, plan_key: str) -> list[str]:
        """The first 12 hexadecimal digits of each kept version, sorted."""
        if self._folder is None:
            return sorted(digits for key, digits in self._memory if key == plan_key)
        return sorted(path.name[:12] for path in (self._folder / plan_key).glob("*.nq.gz"))

    def read(self, plan_key: str, sha256: str) -> bytes:
        """The N-Quads of a kept version, by its hash or the first 12 digits of it.

        Raises:
            UnknownThingError: That version was not kept.
        """
        known = self.kept(plan_key)
        if sha256[:12] not in known:
            raise UnknownThingError(
                f"No earlier version {sha256[:12]} of the plan is kept.",
                where=plan_key,
                advice=f"Kept are: {', '.join(known) or 'none'}.",
            )
        if self._folder is None:
            return gzip.decompress(self._memory[plan_key, sha256[:12]])
        return gzip.decompress(self._file(self._folder, plan_key, sha256).read_bytes())

    @staticmethod
    def _file(folder: Path, plan_key: str, sha256: str) -> Path:
        return folder / plan_key / f"{sha256[:12]}.nq.gz"
