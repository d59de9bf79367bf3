"""A request to the token that it carries: 401 without a valid one, 403 where it allows too little.

Source: RFC 6750 (Bearer Token Usage).
"""

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import Depends, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from plangraph.api.problems import Problem
from plangraph.api.service import Served
from plangraph.api.tokens import Scope, Token, Tokens

_CHALLENGE: Final = 'Bearer realm="plangraph"'
_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="token",
    description="Made by `plangraph token create`; sent as `Authorization: Bearer …`.",
)
Given = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    401: {"description": "No token, or one that works no more", "model": Problem},
    403: {"description": "The token allows less, or the service only reads", "model": Problem},
}


def needs(scope: Scope) -> Callable[..., Token]:
    """A FastAPI dependency that lets a request pass whose token covers a scope.

    For a parameter ``token: Annotated[Token, Depends(needs(Scope.PLANS))]``; such a route says
    ``responses=REFUSALS``.
    """

    def check(service: Served, given: Given) -> Token:
        token = _valid(Tokens(service.settings.tokens_folder), given)
        if not token.scope.covers(scope):
            raise _refuse(
                403,
                f"This token allows {token.scope}; needed is {scope}.",
                error="insufficient_scope",
                scope=scope,
            )
        if service.settings.read_only and scope is not Scope.READ:
            raise HTTPException(403, "This service only reads.")
        return token

    return check


def _valid(tokens: Tokens, given: Given) -> Token:
    if given is None:
        raise _refuse(
            401, "Writing needs a token. Make one with plangraph token create; send it as a Bearer."
        )
    token = tokens.find(given.credentials)
    if token is None:
        raise _refuse(401, "This token is none of this service.", error="invalid_token")
    if token.state != "valid":
        raise _refuse(401, f"This token is {token.state}.", error="invalid_token")
    return token


def _refuse(status: int, what: str, **told: str) -> HTTPException:
    challenge = ", ".join([_CHALLENGE, *(f'{name}="{value}"' for name, value in told.items())])
    return HTTPException(status, what, {"WWW-Authenticate": challenge})


Writing = Annotated[Token, Depends(needs(Scope.WRITE))]
