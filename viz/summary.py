"""A scene's rows to sentences: title, counts, summary, citation; every number is counted."""

from collections import Counter
from collections.abc import Mapping, Sequence

from plangraph.viz.elements import Edge, EdgeRole, Node
from plangraph.viz.extract import PlanFacts
from plangraph.viz.words import Words

NAMES_IN_A_SENTENCE = 3


def title_of(plans: Sequence[PlanFacts], words: Words) -> str:
    """The heading of the picture: the plan's title, or how many plans it shows."""
    if len(plans) == 1:
        return words.say("title.one", plan=plans[0].title)
    if not plans:
        return words.say("title.none")
    return words.say("title.many", plans=subject_of(plans, words))


def subject_of(plans: Sequence[PlanFacts], words: Words) -> str:
    """What a picture is about: the plan's title, or how many plans; empty for none."""
    if len(plans) == 1:
        return plans[0].title
    return words.count("count.plans", len(plans)) if plans else ""


def counts_of(counted: str, tasks: int, agencies: int, edges: int, words: Words) -> list[str]:
    """Three counts in words; ``counted`` is the key that names the left column."""
    return [
        words.count(counted, tasks),
        words.count("count.agencies", agencies),
        words.count("count.edges", edges),
    ]


def source_of(plan: PlanFacts, words: Words) -> str:
    """Who issued the plan, when, under which number; empty if the plan says none of it."""
    return words.join(
        [part for part in (*plan.issuers, plan.issued, plan.number) if part], "parts.two"
    )


def citation_of(plans: Sequence[PlanFacts], words: Words) -> str:
    """How to cite the plans of the picture, with the sum of the text they were read from."""
    cited = words.join([_cited(plan, words) for plan in plans], "cite.two")
    return words.say("cite", plans=cited) if plans else ""


def _cited(plan: PlanFacts, words: Words) -> str:
    text = words.say("cite.text", sha=plan.sha256[:12]) if plan.sha256 else ""
    parts = [part for part in (plan.number, plan.issued, text) if part]
    details = words.say("cite.details", details=words.join(parts, "parts.two")) if parts else ""
    if plan.issuers:
        issuers = words.join(plan.issuers)
        return words.say("cite.plan", issuers=issuers, plan=plan.title, details=details)
    return words.say("cite.plan_only", plan=plan.title, details=details)


def summary_of(
    nodes: Mapping[str, Node], edges: Sequence[Edge], counted: str, words: Words
) -> tuple[str, ...]:
    """What the picture tells, in sentences; honest about what the text leaves out."""
    tasks = [node for node in nodes.values() if node.kind == "task"]
    if not tasks:
        return (words.say("sum.nothing"),)
    if not edges:
        return (words.say("sum.no_parties"),)
    unowned = sum(1 for task in tasks if not task.count)
    sentences = _most(nodes, edges, words.count(counted, len(tasks)), len(tasks), words)
    singles = sum(1 for node in nodes.values() if node.kind == "agency" and node.count == 1)
    if singles:
        sentences.append(words.count("sum.singles", singles))
    sentences.append(_leads(edges, words))
    if unowned:
        sentences.append(words.count("sum.unowned", unowned))
    return tuple(sentence for sentence in sentences if sentence)


def _leads(edges: Sequence[Edge], words: Words) -> str:
    led = {edge.task for edge in edges if edge.role is EdgeRole.LEAD}
    if led:
        return words.count("sum.leads", len(led))
    return words.say("sum.no_lead")


def _most(
    nodes: Mapping[str, Node], edges: Sequence[Edge], all_tasks: str, tasks: int, words: Words
) -> list[str]:
    """Who takes part in most, and who comes next."""
    loads = Counter(edge.agency for edge in edges)
    ranked = sorted({*loads.values()}, reverse=True)
    top = _with_load(nodes, loads, ranked[0])
    if len(top) > 1:
        return [words.say("sum.most_tied", names=_names(top, words), n=ranked[0])]
    share = _share([edge for edge in edges if edge.agency == top[0].id], words)
    name = top[0].label
    if ranked[0] == tasks > 1:
        sentences = [words.say("sum.all", name=name, tasks=all_tasks, share=share)]
    else:
        sentences = [words.say("sum.most", name=name, n=ranked[0], share=share)]
    if len(ranked) > 1 and ranked[1] > 1:
        following = _with_load(nodes, loads, ranked[1])
        key = "sum.next" if len(following) == 1 else "sum.next_tied"
        sentences.append(words.say(key, names=_names(following, words), n=ranked[1]))
    return sentences


def _with_load(nodes: Mapping[str, Node], loads: Counter[str], load: int) -> list[Node]:
    return [node for node in nodes.values() if loads.get(node.id) == load]


def _names(nodes: Sequence[Node], words: Words) -> str:
    shown = words.join([node.label for node in nodes[:NAMES_IN_A_SENTENCE]])
    if len(nodes) <= NAMES_IN_A_SENTENCE:
        return shown
    return words.say("and_others", names=shown, n=len(nodes))


def _share(edges: Sequence[Edge], words: Words) -> str:
    """Of one party's links: how many it leads, else how many print it first."""
    for kind, hits in (
        ("lead", sum(1 for edge in edges if edge.role is EdgeRole.LEAD)),
        ("first", sum(1 for edge in edges if edge.first)),
    ):
        if hits == len(edges) > 1:
            return words.say(f"sum.share_{kind}_all")
        if hits:
            return words.say(f"sum.share_{kind}", k=hits)
    return ""
