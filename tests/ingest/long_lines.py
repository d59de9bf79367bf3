"""Plans with one construct over and over, in one sentence or table: its name and what makes it."""

from collections.abc import Callable, Sequence

HEAD = "昆明市人民政府办公室关于印发昆明市重点项目工作方案（2025—2027年）的通知\n\n一、总体要求\n"
TASK = f"{HEAD}二、重点任务\n（一）推进工作。"
GOAL = f"{HEAD}到2027年，"
BODIES = ("市科技局", "市财政局", "省发展改革委", "五华区人民政府", "某某集团", "市应急管理局")
PLACES = ("五华区", "盘龙区", "大理", "南亚", "泰国", "滇池旅游度假区", "龙泉镇")
KINDS = ("由市应急局、", "12万家、", "“双创、", "五华区、", "（牵头", "2026年", "　　", "达到8%")
TABLE = "| 序号 | 任务 | 牵头单位 |\n|---|---|---|\n"

Maker = Callable[[int], str]


def _repeated(before: str, part: str, after: str = "。\n", mark: str = "") -> Maker:
    """A plan of about so many characters, all but a few of them in one construct.

    ``{n}`` in the part is its number.
    """

    def made(length: int) -> str:
        count = max(2, length // len(part.format(n=1000) + mark))
        return before + mark.join(part.format(n=n) for n in range(1, count)) + after

    return made


def _in_turn(before: str, parts: Sequence[str], after: str = "。\n", mark: str = "、") -> Maker:
    return _repeated(before, mark.join(parts), after, mark)


def _in_order(length: int) -> str:
    count = length // 16
    nouns = "、".join(f"指标{n}率" for n in range(count))
    return f"{GOAL}{nouns}分别达到{'、'.join(f'{n % 99}%' for n in range(count))}。\n"


def _nested(length: int) -> str:
    return f"{TASK}{'（市科技局' * (length // 6)}{'）' * (length // 6)}\n"


CASES: dict[str, Maker] = {
    "bodies in brackets": _in_turn(f"{TASK}（责任单位：", BODIES, "）\n"),
    "bodies before a verb": _in_turn(f"{TASK}由", BODIES, "牵头负责。\n"),
    "bodies before nothing": _in_turn(TASK, BODIES, "各项。\n"),
    "verbs without a mark": _repeated(f"{TASK}由", "牵头推进落实"),
    "duties without a mark": _repeated(TASK, "要推进工作"),
    "figures in clauses": _repeated(GOAL, "新增企业{n}家", mark="，"),
    "figures in a list": _repeated(f"{GOAL}经济、企业分别达到", "{n}亿元", mark="、"),
    "figures in order": _in_order,
    "figures without a mark": _repeated(f"{GOAL}达到", "{n}万", mark=" "),
    "figures in words": _repeated(GOAL, "建成三十家", mark="，"),
    "figures reached before": _repeated(f"{HEAD}目前已建成，到2027年，", "企业{n}家", mark="，"),
    "ages": _repeated(GOAL, "人均{n}岁", mark="，"),
    "sums": _repeated(f"{TASK}对企业", "{n}万元", mark="，"),
    "dates": _repeated(TASK, "到2026年3月底前完成", mark="，"),
    "places": _in_turn(f"{TASK}支持", PLACES, "开展试点。\n"),
    "documents": _repeated(
        f"{HEAD}根据", "《关于第{n}号工作的意见》（昆政发〔2024〕{n}号）", mark="、"
    ),
    "phases": _repeated(f"{HEAD}二、步骤\n", "第一阶段（2026年3月）为动员部署阶段", mark="，"),
    "words without a mark": _repeated(TASK, "推进工作建设发展"),
    "digits": _repeated(TASK, "1234567890"),
    "white space": _repeated(f"{TASK}达到", "        ", "8家\n"),
    "open quotes": _repeated(TASK, "“双创"),
    "nested brackets": _nested,
    "many kinds": _in_turn(TASK, KINDS, mark=""),
    "rows of a table": _repeated(f"{HEAD}二、任务\n{TABLE}", "| {n} | 推进{n} | 市科技局 |\n", ""),
    "merged rows": _repeated(f"{HEAD}二、任务\n{TABLE}", "| 1 | 推进 | 市科技局{n} |\n", ""),
    "tables": _repeated(f"{HEAD}二、任务\n", f"{TABLE}| 1 | 推进 | 市科技局 |\n\n文字\n", ""),
}
