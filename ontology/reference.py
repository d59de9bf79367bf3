"""From the tables of reference data to the knowledge that reading a plan needs, each read once.

>>> places().resolve("五华区", within="region/cn-530100").code
'530102'
>>> world().resolve("东盟").key
'region/asean'

Nothing is read before it is asked for. Where the rows came from: ``docs/reference-data.md``; rows
of the user's own stand beside the shipped ones (``own_tables``).
"""

from functools import cache

from plangraph.ontology import own_checks
from plangraph.ontology import roles as role_table
from plangraph.ontology import units as unit_table
from plangraph.ontology.divisions import Places, division_of, stem_of
from plangraph.ontology.functions import FunctionRow, Functions
from plangraph.ontology.model import Place
from plangraph.ontology.own_tables import EXTENSIBLE, OwnTables, folder_told, read_folder
from plangraph.ontology.roles import Roles
from plangraph.ontology.tables import read_table
from plangraph.ontology.units import Magnitude, Unit, Units, read_magnitude
from plangraph.ontology.world import CHINA, Membership, World
from plangraph.ontology.zones import ZoneKind, Zones

__all__ = [
    "CHINA",
    "FunctionRow",
    "Functions",
    "Magnitude",
    "Membership",
    "Places",
    "Roles",
    "Unit",
    "Units",
    "World",
    "ZoneKind",
    "Zones",
    "division_of",
    "functions",
    "magnitudes",
    "own_tables",
    "place",
    "places",
    "roles",
    "stem_of",
    "units",
    "world",
    "zone",
    "zone_kinds",
    "zones",
]


@cache
def own_tables() -> OwnTables:
    """The user's own rows, from the folder that ``PLANGRAPH_DATA`` names; checked, often none.

    Raises:
        InvalidDataError: The folder or a cell of a table is not what PlanGraph can read.
    """
    folder = folder_told()
    if folder is None:
        return OwnTables()
    own = read_folder(folder)
    own_checks.check(own, {name: read_table(name, EXTENSIBLE[name].columns) for name in EXTENSIBLE})
    return own


def _rows(name: str) -> list[list[str]]:
    """The rows of a table that a user may extend, with those of the user."""
    return own_tables().laid_over(name, read_table(name, EXTENSIBLE[name].columns))


@cache
def places() -> Places:
    """The divisions of China, from ``places.tsv``."""
    return Places(_rows("places.tsv"), world().by_key(CHINA))


@cache
def world() -> World:
    """Regions, countries, blocs and groupings, from ``blocs.tsv`` and ``members.tsv``."""
    return World(_rows("blocs.tsv"), _rows("members.tsv"))


@cache
def zones() -> Zones:
    """Kinds of development zone and named zones, from ``zones.tsv`` and ``named_zones.tsv``."""
    return Zones(_rows("zones.tsv"), _rows("named_zones.tsv"), places())


def zone_kinds() -> tuple[ZoneKind, ...]:
    """The kinds of development zone."""
    return zones().kinds()


def zone(city_key: str, kind_id: str, printed: str) -> Place:
    """The zone of a kind that a city holds, named as far as its printed form tells.

    >>> zone("region/cn-530100", "high-tech-zone", "高新区").name
    '昆明高新技术产业开发区'
    """
    return zones().zone(city_key, kind_id, printed)


@cache
def functions() -> Functions:
    """The functions of public bodies, from ``functions.tsv``."""
    return Functions(_rows("functions.tsv"), places())


@cache
def units() -> Units:
    """Units of measure, from ``units.tsv``."""
    return Units(_rows("units.tsv"))


@cache
def magnitudes() -> tuple[Magnitude, ...]:
    """Numerals and the words that multiply a figure, from ``magnitudes.tsv``."""
    rows = read_table("magnitudes.tsv", unit_table.MAGNITUDE_COLUMNS)
    return tuple(read_magnitude(row) for row in rows)


@cache
def roles() -> Roles:
    """Duties and operators, from ``roles.tsv``."""
    return Roles(read_table("roles.tsv", role_table.COLUMNS))


def place(key: str) -> Place:
    """The division, country, region or bloc of a key; zones are made by ``zone``.

    Raises:
        UnknownThingError: No table holds this key.
    """
    return places().by_key(key) if key in places() else world().by_key(key)


def own_source(key: str) -> str:
    """What the user says of a place or unit that a row of theirs gives; empty for shipped ones."""
    own = own_tables()
    if not own.tables:
        return ""
    if key.startswith("unit/"):
        return own.source("units.tsv", key.removeprefix("unit/"))
    if key in places():
        return own.source("places.tsv", key.removeprefix("region/cn-"))
    if key in world():
        return own.source("blocs.tsv", key)
    for (name,) in own.rows("named_zones.tsv"):
        zone_so_named = zones().named(name)
        if zone_so_named and zone_so_named.key == key:
            return own.source("named_zones.tsv", name)
    return own.source("zones.tsv", zones().kind_of(key).id)
