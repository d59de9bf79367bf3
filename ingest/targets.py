"""Goals in figures and goals in directions.

A figure is a target where the plan sets out to reach it: in a section of goals, behind a deadline,
or as a floor that somebody must deliver. Caps and rates of money, conditions for support and
figures in names are no targets.

Source: formats T1-T22; GOLD.md (targets).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plangraph.ingest import dates
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.quantities import Quantity, find_numerals, find_quantities
from plangraph.ontology.model import Accrual, Operator


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that governs what follows it."""

    date: str
    at: int


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A figure set as a goal; ``where`` runs from the noun of the indicator to the unit."""

    where: Stretch
    noun: Stretch
    indicator: str
    quantity: Quantity
    source_value: str
    due: str | None
    due_inherited: bool
    accrual: Accrual


@dataclass(frozen=True, slots=True)
class Missed:
    """A figure that looks like a target and names nothing that it measures."""

    where: Stretch
    reason: str


_LEAD_IN = re.compile(
    rf"(?:力争|争取|确保|计划|预计)?(?:到|至|截至|在)?(?:{dates.DATE.pattern})(?:前|之前|以前)?[,:]?"
)
_BASE_BEFORE = re.compile(r"(?:较|比|与|同|从|自|以)$")
_BASE_BEHIND = re.compile(r"起|相比|以来|开始|基础|为基|水平|期间|[-~]")
_IN_ORDER = re.compile(r"分别[^,。;]*$")
_RATE = re.compile(
    r"(?:率|比重|占比|比例|数|量|规模|产值|收入|总额|面积|里程|寿命)$|^每[^,。;]{2,}"
)
_SHARE = re.compile(r"[^利息费税折]率$")
_MONEY = re.compile(
    r"奖励|补贴(?!性)|补助|给予|资助|贴息|贷款(?!余额|占比)|额度|最高|最长|上限|减免|费用|免租|扶持资金|"
    r"资金支持|年薪|周岁|\d岁|毕业(?!生)|连续\d|注册资本|经验|发放|按.{0,12}%|参保(?!人数|率)|缴纳|免费|"
    r"(?:投资|交易|研发|实际).{0,6}的\d"
)
_DELIVERED = re.compile(
    r"(?:占比|比例|比重|率|数)(?:不低于|达到|超过|达|超)|"
    r"(?:资助|培养|选拔|服务|支持)[^,。;]{0,8}(?:不少于|不低于|至少)"
)
_ELIGIBLE = re.compile(
    r"(?:以上|以内|以下|及以上)的|符合|条件|分钟|小时|工作日|周期|为期|大类|类|环节|首批|版"
)
_CAP = re.compile(r"不超过|不高于|不大于")
_FLOOR = re.compile(r"不低于|不少于|不小于|至少|以上|超过|突破|达到|力争|超|每年|新增")
_SETS_OUT = re.compile(
    r"建成|建设|打造|培育|形成|集聚|引进|引育|认定|开展|举办|完成|新增|新建|推广|遴选|培养|发布|创建|实现|布局|改造|落地|"
    r"争创|发展|帮扶|开发|培训|安装|惠及|推出|开通|布设|评选|评定|扶持|实施|吸引|建立|更新|新改扩建|开行|增加"
)
_DESCRIBES = re.compile("的|技改|技术改造|重大项目")
_ENDS_IN_VERB = re.compile(rf"(?:{_SETS_OUT.pattern}|等|至少)$")
_BOUNDARY = re.compile(r"[,;。:、\n(]|(?<=[^\d])[①-⑳]")
LEADING = re.compile(
    r"^(?:用?\d+年(?:内|左右(?:的)?时间|时间)|力争|争取|先行|率先|确保|努力|实现|推动|使|将|并|且|其中|全[省市县区州]|全域|每年|年均|年度|累计|基本|我[省市县区]|到时|届时|[①-⑳]|"
    r"建成|建设|打造|培育|形成|集聚|引进|引育|认定|开展|举办|完成|新增|新建|推广|遴选|选拔|资助|培养|创建|"
    r"布局|改造|建立|组织|设立|支持|"
    r"(?:到|至|在)?(?:19|20)\d\d年(?:底|末)?(?:前)?)+"
)
_NEW = re.compile(r"(?:力争|累计|每年|计划)*新增(?:培育|引进|建设|认定)?")
_TRAILING = re.compile(
    r"(?:(?:由|从)\d[\d.]*[%\u4e00-\u9fff]{0,3}|(?:较|比|与|同)?(?:上年|\d{4}年)(?:相比|同期|底|末)?|相比|降|升|提|累计|年均|力争|平均|每年|"
    r"总数|将|要|应|可|均|同比|的)+$"
)
_NOUN_BEHIND = re.compile(r"^(?:[^,。;、:]*?的)?(?P<noun>[^,。;、:()的]{2,30})")
_HEAD_NOUN = re.compile(r"的(?P<noun>[^,。;、:()的]{2,20})(?=[,。;、])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence in its surroundings.

    Attributes:
        view: The matching view of the whole text.
        text: The whole text.
        where: Where the sentence stands.
        goal: Whether it stands in a section of goals.
        governing: The deadline told before it that governs it, in a section of goals.
    """

    view: str
    text: str
    where: Stretch
    goal: bool
    governing: Deadline | None = None


def find_targets(passage: Passage) -> Iterator[TargetDraft | Missed]:
    """The figures that a sentence sets as goals, in order of the text."""
    view, where = passage.view, passage.where
    left = where.start
    said: Stretch | None = None
    found = [*find_quantities(view, where.start, where.end)]
    if passage.goal:
        found = sorted([*found, *find_numerals(view, where.start, where.end)], key=_start)
    for quantity in found:
        own = deadline_in(view, where.start, quantity.start)
        if _is_target(passage, quantity, dated=own is not None):
            draft = _draft(passage, quantity, left, own, said)
            said = draft.noun if isinstance(draft, TargetDraft) else said
            yield draft
        left = quantity.end


def _start(quantity: Quantity) -> int:
    return quantity.start


def deadline_in(view: str, start: int, end: int) -> Deadline | None:
    """The last date between two positions that leads in what follows; dates in brackets do not."""
    found = None
    for match in _LEAD_IN.finditer(view, start, end):
        inside = view.count("(", start, match.start()) > view.count(")", start, match.start())
        if _BASE_BEFORE.search(view[start : match.start()]) or _BASE_BEHIND.match(
            view, match.end()
        ):
            continue
        if not inside and view[match.end() : match.end() + 1] != "-":
            found = Deadline(dates.date_of(match), match.start())
    return found


def _clause(passage: Passage, quantity: Quantity) -> str:
    view, where = passage.view, passage.where
    first = max(view.rfind(mark, where.start, quantity.start) for mark in ",;。:")
    stops = (view.find(mark, quantity.end, where.end) for mark in ",;。")
    last = min((at for at in stops if at >= 0), default=where.end)
    return view[max(first + 1, where.start) : last]


def _is_target(passage: Passage, quantity: Quantity, *, dated: bool) -> bool:
    clause = _clause(passage, quantity)
    before = clause[: clause.find(_figure(passage, quantity))]
    if _is_condition(passage, quantity, clause):
        return False
    sets_out = quantity.compared or _SETS_OUT.search(clause) is not None
    if passage.goal:
        return dated or sets_out or _RATE.search(before) is not None
    if _CAP.search(clause):
        return False
    floor = quantity.compared and _FLOOR.search(clause) is not None
    share = quantity.unit == "%" and _SHARE.search(before) is not None
    plain = not quantity.unit.endswith("元") and _ELIGIBLE.search(clause) is None
    return floor or share or (sets_out and (dated or plain))


def _is_condition(passage: Passage, quantity: Quantity, clause: str) -> bool:
    """Caps and rates of money, and what somebody must be to receive it."""
    if not quantity.unit.endswith("元"):
        return bool(_MONEY.search(clause)) and not _DELIVERED.search(clause)
    describes = _DESCRIBES.match(passage.view, quantity.end) is not None
    return describes or _MONEY.search(passage.where.of(passage.view)) is not None


def _figure(passage: Passage, quantity: Quantity) -> str:
    return passage.view[quantity.figure_start : quantity.unit_end]


def _draft(
    passage: Passage, quantity: Quantity, left: int, own: Deadline | None, said: Stretch | None
) -> TargetDraft | Missed:
    """The target of a quantity; where it names no noun, that of the quantity before it."""
    view, text, sentence = passage.view, passage.text, passage.where
    first = _lead_start(view, sentence, quantity, left)
    noun = _indicator(view, sentence, quantity, left) or said
    if _IN_ORDER.search(view[sentence.start : quantity.start]):
        return Missed(Stretch(quantity.start, quantity.end), "figures-in-order")
    if noun is None:
        return Missed(Stretch(quantity.start, quantity.end), "figure-without-noun")
    if quantity.operator is Operator.EQ and _NEW.search(view, first, quantity.start):
        quantity = replace(quantity, operator=Operator.INCREASE_BY)
    due = own or passage.governing
    return TargetDraft(
        where=Stretch(min(noun.start, quantity.start), max(noun.end, quantity.end)),
        noun=noun,
        indicator=noun.of(text),
        quantity=quantity,
        source_value=text[quantity.figure_start : quantity.unit_end],
        due=due.date if due else None,
        due_inherited=own is None and passage.governing is not None,
        accrual=_accrual(view, max(left, sentence.start), quantity),
    )


def _accrual(view: str, left: int, quantity: Quantity) -> Accrual:
    words = view[left : quantity.figure_start]
    if re.search(r"年均|年增长|每年增长|同比", words):
        return Accrual.YEARLY_GROWTH
    if re.search(r"每年|年度|逐年", words):
        return Accrual.EACH_YEAR
    return Accrual.CUMULATIVE if "累计" in words else Accrual.BY_DATE


def _indicator(view: str, sentence: Stretch, quantity: Quantity, left: int) -> Stretch | None:
    """The noun that a quantity measures: before it, else behind it."""
    first = _lead_start(view, sentence, quantity, left)
    before = view[first : quantity.start]
    explicit_new = quantity.trend.endswith("新增")
    lead = LEADING.match(before)
    start = first + (lead.end() if lead else 0)
    start = _keep_new(view, first, start, quantity)
    words = _TRAILING.sub("", view[start : quantity.start])
    if len(words.strip()) >= 2 and not _ENDS_IN_VERB.search(words):
        return Stretch(start, start + len(words))
    if quantity.trend and not explicit_new:
        return None
    return _noun_behind(view, sentence, quantity)


def _lead_start(view: str, sentence: Stretch, quantity: Quantity, left: int) -> int:
    """Where the words before a quantity start: behind the last mark or quantity."""
    first = max(left, sentence.start)
    for match in _BOUNDARY.finditer(view, first, quantity.start):
        first = match.end()
    return first


def _keep_new(view: str, first: int, start: int, quantity: Quantity) -> int:
    """新增示范企业不少于20家 measures 新增示范企业: what is compared keeps its 新增."""
    at = view.find("新增", first, start)
    return at if at >= 0 and quantity.operator is not Operator.EQ else start


def _noun_behind(view: str, sentence: Stretch, quantity: Quantity) -> Stretch | None:
    rest = view[quantity.end : sentence.end]
    match = _HEAD_NOUN.search(rest) if rest[:1] in "、,(" else _NOUN_BEHIND.match(rest)
    if match is None:
        return None
    return Stretch(quantity.end + match.start("noun"), quantity.end + match.end("noun"))
