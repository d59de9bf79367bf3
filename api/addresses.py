"""Keys to the addresses where they are served; every link of the service is built here."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from plangraph.ontology import iris

_LISTS = {
    "task": "tasks",
    "measure": "measures",
    "target": "targets",
    "phase": "phases",
}
_SHARED = {"org": "agencies", "region": "regions"}
_PAGES = {"org": "agency", "region": "region"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things stand below one public address.

    Attributes:
        url: The public address without a slash at the end.
    """

    url: str

    def absolute(self, path: str, **parameters: str | int | bool | list[str] | None) -> str:
        """A path of the service as a full address; parameters that are ``None`` are left out.

        >>> Addresses("http://127.0.0.1:8000").absolute("/network", plan="a b", kind=None)
        'http://127.0.0.1:8000/network?plan=a+b'
        """
        given = {name: value for name, value in parameters.items() if value is not None}
        return f"{self.url}{path}" + (f"?{urlencode(given, doseq=True)}" if given else "")

    def resource(self, key: str) -> str:
        """The REST address of a thing; ``/id/…`` for things without a resource of their own.

        >>> Addresses("").resource("plan/cn-530100-2022-1a2b3c4d/task/2.5")
        '/api/tasks/cn-530100-2022-1a2b3c4d/2.5'
        """
        kind, _, rest = key.partition("/")
        if kind in _SHARED:
            return self.absolute(f"/api/{_SHARED[kind]}/{rest}")
        if kind != "plan":
            return self.identifier(key)
        plan, _, local = rest.partition("/")
        if not local:
            return self.absolute(f"/api/plans/{plan}")
        row, _, position = local.partition("/")
        if row in _LISTS and position and "/" not in position:
            return self.absolute(f"/api/{_LISTS[row]}/{plan}/{position}")
        return self.identifier(key)

    def identifier(self, key: str) -> str:
        """Where the IRI of a key dereferences on this server."""
        return self.absolute("/id/" + quote(key, safe="/#=,"))


def page_path(key: str) -> str:
    """The page that shows a thing; what has no page of its own is shown in the text of its plan.

    >>> page_path("plan/cn-530100-2022-1a2b3c4d/measure/2.5.7")
    '/measure/cn-530100-2022-1a2b3c4d/2.5.7'
    >>> page_path("plan/cn-530100-2022-1a2b3c4d/requirement/4.1")
    '/plan/cn-530100-2022-1a2b3c4d/text?show=requirement-4.1#requirement-4.1'

    A word of the vocabulary is explained with the others; a function leads to its agencies.

    >>> page_path("https://w3id.org/plangraph/vocab#fn-science-technology")
    '/agencies?function=science-technology'
    >>> page_path("https://w3id.org/plangraph/vocab#role-lead")
    '/ontology#role-lead'
    """
    if key.startswith(iris.VOCAB):
        word = key.removeprefix(iris.VOCAB)
        function = word.removeprefix("fn-")
        return f"/agencies?function={function}" if function != word else f"/ontology#{word}"
    kind, _, rest = key.partition("/")
    if kind in _PAGES:
        return f"/{_PAGES[kind]}/{rest}"
    if kind != "plan":
        return f"/thing/{key}"
    plan, _, local = rest.partition("/")
    if not local:
        return f"/plan/{plan}"
    row, _, position = local.partition("/")
    if row in _LISTS and position:
        return f"/{row}/{plan}/{position.partition('/')[0]}"
    return f"/plan/{plan}/text?show={anchor(local)}#{anchor(local)}"


def reading_path(span: str) -> str:
    """The page of a plan's text at a stretch of it, named by the IRI of the stretch.

    >>> reading_path("https://w3id.org/plangraph/id/plan/cn-1/text/0a#char=670,691")
    '/plan/cn-1/text?at=670,691#char=670,691'
    """
    text, _, place = local_key(span).partition("#")
    plan = text.removeprefix("plan/").partition("/")[0]
    return f"/plan/{plan}/text?at={place.removeprefix('char=')}#{place}"


def anchor(local: str) -> str:
    """The name of a place on a page of a plan.

    >>> anchor("task/2.5/resp/1")
    'task-2.5'
    """
    kind, _, position = local.partition("/")
    return "-".join((kind, position.partition("/")[0])).rstrip("-")


def local_key(iri: str) -> str:
    """The key of an IRI of ours; other IRIs stay as they are."""
    return iri.removeprefix(iris.base())
