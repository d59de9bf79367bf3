"""The network of shared tasks to words: what its measures mean, and its table."""

from plangraph.viz.map_facts import Duties
from plangraph.viz.partners import Partners
from plangraph.viz.shapes import Table
from plangraph.viz.words import Words

NAMED = 6  # parties that a sentence lists


def sentences_of(partners: Partners, words: Words) -> tuple[str, ...]:
    """The strongest pair, the most central party, groups, who holds it together, who is apart."""
    if not partners.pairs:
        return (words.say("network.alt_none"),)
    nodes, measured = partners.nodes, partners.measured
    best = partners.pairs[0]
    said = [
        words.say(
            "network.strongest",
            left=nodes[best.left].label,
            right=nodes[best.right].label,
            n=len(best.tasks),
        )
    ]
    central = max(nodes, key=lambda key: measured.betweenness.get(key, 0.0))
    if measured.betweenness.get(central, 0.0) > 0:
        degree = measured.degree[central]
        said.append(words.say("network.central", name=nodes[central].label, n=degree))
    said.append(words.count("network.groups", len(partners.groups)))
    if measured.articulation_points:
        names = [nodes[key].label for key in nodes if key in measured.articulation_points]
        said.append(words.say("network.cut", names=_names(names, words)))
    if partners.alone:
        said.append(words.count("network.apart", len(partners.alone)))
    return tuple(said)


def description_of(partners: Partners, sentences: tuple[str, ...], words: Words) -> str:
    """The sentences, then each group and each pair, a line each."""
    nodes = partners.nodes
    groups = [
        words.say("network.group", n=n, names=words.join([nodes[key].label for key in group]))
        for n, group in enumerate(partners.groups, 1)
    ]
    pairs = [
        words.say(
            "network.pair",
            left=nodes[pair.left].label,
            right=nodes[pair.right].label,
            n=len(pair.tasks),
        )
        for pair in partners.pairs
    ]
    return "\n".join([*sentences, *groups, *pairs])


def table_of(partners: Partners, duties: Duties, subject: str, words: Words) -> Table:
    """A row a pair, with the tasks it shares; parties that share none have a row too."""
    nodes = partners.nodes
    rows = [
        (
            nodes[pair.left].label,
            nodes[pair.right].label,
            str(len(pair.tasks)),
            words.join([duties.nodes[task].label for task in pair.tasks]),
        )
        for pair in partners.pairs
    ]
    rows += [(node.label, "", "0", "") for node in partners.alone]
    names = ("network.left", "network.right", "agency.shared", "network.which")
    return Table(
        caption=words.say("facts.caption", title=subject),
        columns=tuple(map(words.say, names)),
        rows=tuple(rows),
    )


def _names(names: list[str], words: Words) -> str:
    shown = words.join(names[:NAMED])
    return shown if len(names) <= NAMED else words.say("and_others", names=shown, n=len(names))
