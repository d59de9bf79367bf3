"""A path to the methods that it knows, over all routes: what ``Allow`` has to tell (RFC 9110)."""

from collections.abc import Iterable

from fastapi import APIRouter
from fastapi.routing import APIRoute


def methods_of(routers: Iterable[APIRouter], path: str) -> str:
    """The methods of a path as the header tells them; HEAD goes wherever GET does.

    >>> router = APIRouter()
    >>> _ = router.get("/graphs")(print), router.put("/graphs")(print)
    >>> methods_of([router], "/graphs")
    'GET, HEAD, PUT'
    """
    found = {
        method
        for router in routers
        for route in router.routes
        if isinstance(route, APIRoute) and route.path_regex.match(path)
        for method in route.methods or ()
    }
    return ", ".join(sorted(found | ({"HEAD"} if "GET" in found else set())))
