"""What of the network somebody wants to see, as it stands in the address."""

from typing import Any, Final
from typing import Literal as OneOf
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, field_validator

from plangraph.viz.choice import ROLES, Choice

TABS: Final = ("map", "matrix", "shared", "graph", "table")
DRAWN: Final = {"map": "map", "matrix": "matrix", "shared": "network", "table": "map"}


class Wish(BaseModel):
    """What of the network somebody wants to see."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    view: OneOf["map", "matrix", "shared", "graph", "table"] = "map"
    plan: str = ""
    """Key of a plan; all plans without one."""
    q: str = ""
    """Words of the names of agencies."""
    role: str = ""
    function: str = ""
    phase: str = ""
    region: str = ""
    hide: bool = False
    """Leave out agencies that are in every task."""
    focus: str = ""
    """Key of the task, agency or group that is told of; of a large network it is drawn alone."""

    @field_validator("role")
    @classmethod
    def _known(cls, role: str) -> str:
        if role and role not in ROLES:
            raise ValueError(f"Roles are {', '.join(ROLES)}.")
        return role

    def choice(self) -> Choice:
        """The filter of the picture."""
        return Choice(
            roles=(self.role,) if self.role else (),
            agencies=(self.q.strip(),) if self.q.strip() else (),
            functions=(self.function.strip(),) if self.function.strip() else (),
            phase=self.phase.strip(),
            region=self.region.strip(),
            hide_everywhere=self.hide,
        )

    def query(self, **changed: Any) -> str:
        """The address of the same wish with changes."""
        asked = self.model_dump(exclude_defaults=True) | changed
        asked = {name: 1 if value is True else value for name, value in asked.items()}
        return urlencode({name: value for name, value in asked.items() if value})
