"""From the tables of reference data to the knowledge that reading a plan needs, each read once.

>>> places().resolve("五华区", within="region/cn-530100").code
'530102'
>>> world().resolve("东盟").key
'region/asean'

Nothing is read before it is asked for. Where the rows came from: ``docs/reference-data.md``.
"""

from functools import cache

from plangraph.ontology import divisions
from plangraph.ontology import functions as function_table
from plangraph.ontology import roles as role_table
from plangraph.ontology import units as unit_table
from plangraph.ontology import world as world_table
from plangraph.ontology import zones as zone_table
from plangraph.ontology.divisions import Places, division_of, stem_of
from plangraph.ontology.functions import FunctionRow, Functions
from plangraph.ontology.model import Place
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
def places() -> Places:
    """The divisions of China, from ``places.tsv``."""
    rows = read_table("places.tsv", divisions.COLUMNS)
    return Places(rows, world().by_key(CHINA))


@cache
def world() -> World:
    """Regions, countries, blocs and groupings, from ``blocs.tsv`` and ``members.tsv``."""
    rows = read_table("blocs.tsv", world_table.COLUMNS)
    return World(rows, read_table("members.tsv", world_table.MEMBER_COLUMNS))


@cache
def zones() -> Zones:
    """Kinds of development zone and named zones, from ``zones.tsv`` and ``named_zones.tsv``."""
    rows = read_table("zones.tsv", zone_table.COLUMNS)
    return Zones(rows, read_table("named_zones.tsv", zone_table.NAMED_COLUMNS), places())


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
    return Functions(read_table("functions.tsv", function_table.COLUMNS), places())


@cache
def units() -> Units:
    """Units of measure, from ``units.tsv``."""
    return Units(read_table("units.tsv", unit_table.COLUMNS))


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
