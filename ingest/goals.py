"""Which figures a plan sets as goals: what it sets out to reach, no condition, cap or result.

Caps and rates of money, what an applicant must be, figures in names, and what was reached before
the plan began are no goals.

Source: formats T5, T10, T14, T19, T20; GOLD.md (targets).
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from plangraph.ingest import dates, deadlines
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.counts_told import MARKS, meets_needs, tells_of_plan
from plangraph.ingest.deadlines import Deadline
from plangraph.ingest.passages import first_between, last_start, places_of, says
from plangraph.ingest.quantities import Quantity
from plangraph.ingest.sums import is_lent, is_raised, pooled
from plangraph.ingest.word_tables import rows_of
from plangraph.ontology.model import Operator


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence in its surroundings.

    Attributes:
        view: The matching view of the whole text.
        text: The whole text.
        where: Where the sentence stands.
        goal: Whether it stands in a section of goals.
        governing: The deadline told before it that governs it, in a section of goals.
        since: The year that the plan starts with or was issued in; empty if unknown.
        cell: In a row of a table, its task and its first cell of goals: 招商引资 | 350亿元.
        labelled: Whether a label says that it tells goals: 整改目标:退耕还湿420公顷.
    """

    view: str
    text: str
    where: Stretch
    goal: bool
    governing: Deadline | None = None
    since: str = ""
    cell: tuple[Stretch, Stretch] | None = None
    labelled: bool = False


@cache
def verbs(*, nouns_only: bool = False) -> str:
    """The verbs that set out to bring something about, as alternatives of a pattern."""
    words = [verb for verb, noun in rows_of("goal_verbs.tsv") if noun or not nouns_only]
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(verbs())


_MEASURED = re.compile(
    r"(?:率|比重|占比|比例|数|量|规模|产值|收入|总额|面积|里程|寿命|余额|额|投资|增加值|利润|税收|浓度|标准|授信额度)"
    r"(?:再|首次|累计|年均|每年|力争|要|均|同比|较\d{4}年)*$"
)
_EACH = re.compile(r"每[^,。;]{2}")
_SHARE = re.compile(r"[^利息费税折]率(?:要|均|力争|分别)*$|(?:比重|占比|比例)(?:要|均|力争|分别)*$")
_MONEY = re.compile(
    r"奖励|补贴(?!性)|补助|给予|资助|贴息|贷款(?!余额|占比|总额|年均|增速|增长|户数)|额度|最高|最长|上限|减免|费用(?!与|占)|免租|扶持资金|"
    r"资金支持|年薪|周岁|\d岁|毕业(?!生)|连续\d|注册资本|经验|(?<!新)发放(?=[^,。;额]{1,40}[元%])|按(?!时|期|图)[^率]{0,12}%|"
    r"参保(?!人数|率)|缴纳|免费(?![^,。;、]{0,12}(?:不少于|不低于|达到|超过|至少)?\d[\d.]*[万余多]*(?:人|名|例|次|场|户|件))(?!培训|医学|师范|体检|筛查|检查|开放|服务)|"
    r"(?:投资|交易|研发|实际).{0,6}的\d|罚款|收费|租金|标准为"
)
_DELIVERED = re.compile(
    r"[^利费息税]率(?:均|要|分别|力争)*(?:不高于|低于|高于|控制在)|"
    r"(?:占比|比例|比重|率|速|数|人次)(?:均|要|分别|力争|\d{4}年)*(?:不低于|不高于|低于|高于|控制在|达到|超过|达|超|保持|稳定|控制|提高到|提升[到至]|(?:下降|降低)[到至])|"
    r"(?:利率|费率)[^,。;]{0,6}(?:降低|下降|降至|控制)|(?:资助|培养|选拔|服务|支持|培训|查体|体检|筛查|接种)[^,。;]{0,8}(?:不少于|不低于|至少)|培训\d|以上的?目标"
)
_ELIGIBLE = re.compile(
    r"(?:以上|以内|以下|及以上)的|符合|条件|分钟|小时|工作日|周期|为期|大类|[\d一二三四五六七八九十]类(?!\d)|环节|首批|版|一般为|原则上为"
)
_GIVES = re.compile(
    r"[^,。;]{0,12}?(?:一次性|分别|分档|可|即|则|再|优先|按)*(?:给予|奖励|补助|奖补|兑现|资助|享受|予以|不予)"
)
_GRANT = re.compile("给予|奖励|补助")
_MAY = re.compile(r"方可|才可|方能|不予|(?<![认许])可(?:申请|申报|享受|列入|纳入|认定)|视为")
_APPLIES = re.compile(r"(?:对|凡|凡是|符合|年|上年度)")
_CAP = re.compile(r"不超过|不高于|不大于")
_CAPPED = re.compile(
    r"(?:(?<![利息费税折])率|浓度|比重|占比|比例|强度)(?:要|均|应)*$"
)  # 平均浓度不高于35微克/立方米
_FLOOR = re.compile(
    r"不低于|不少于|不小于|至少|以上|超过|突破|达到|力争|超|每年|新增|保持|稳定在|巩固|控制在|降至|降到|提高到|提升到|提升至|(?:缩短|压缩|压减|缩减)[至到]"
)
_AIMS = re.compile(r"力争|争取|确保|达到(?=[一-鿿]{2})(?![^,。;\d]{0,12}(?:标准|水平|要求|目标))")
_AT_LEAST = re.compile("至少(?:会晤|会商|互访|走访|调度|通报|交流|沟通)$")  # 每季度至少会晤1次
_DISTANCES = frozenset(("米", "公里", "千米", "分钟"))
_AROUND = re.compile("(?:的)?(?:范围|半径|以内的|距离|之内的)")  # 校园周边200米范围内
_ALL_OF = re.compile(
    r"(?:^|[,。;、])(?:对)?全[省市区县州旗盟镇]$|(?:全部|所有)$|(?:辖区|辖内|现有|共有|含|包括)[^,。;、()\d]{0,10}$|"
    r"(?:^|[,。;])(?:加强|强化|围绕|依托|针对|聚焦|用好|做好)[^,。;、]{0,10}$"
)
_LISTED_ABOVE = re.compile(r"、[^、,。;()\d]{1,8}$")
_PLACES = re.compile(r"(?:建制)?(?:乡|镇|街道|县|市|区|旗|村|省|州|试点)")
_GOES_ON_WITH = re.compile(r"(?:继续|持续|深入)推进[^,。;]*、[^、,。;]*等$")
_PEOPLE = re.compile(r"[人户]$")
_SIZED = re.compile(
    r"的?[^,。;、的]{0,4}(?:工程|供水|水源|村|小区|社区|企业|团队?|场所|单位|项目|大厂)"
)
_TIME = re.compile("分钟|小时|天|日|月")
_TIMED = re.compile(
    r"(?:时间|天数|时限|时长|公告期|(?:审理|办理|审批|审查|办结|处理|答复)期限)(?:要|均|应|平均|原则上)*$"
)
_WITHIN = re.compile(r"内(?!的)")  # 灾害发生后12小时内
_ONE_OF = re.compile(r"(?:一批|一些|若干|[和与及、])$")
_DESCRIBED = re.compile(r"的(?!目标|水平|规模)|技改|技术改造|重大项目")
_MEASURE = re.compile(r"[元米里亩顷吨克瓦安时岁年月天日倍升钟]")
_NOUN_NEXT = re.compile(r"(?![并且和与及或的,、后时起])[\u4e00-\u9fff]")  # 10亿元以上项目
_COUNTED_NEXT = re.compile(
    r"(?!建|新|改|用于|打造)[一-鿿]{2,10}(?:、[一-鿿]{2,8})?\d"
)  # 超50亿元企业2家
_IN_PLACE = re.compile(r"[一-鿿](?:(?<![下返])乡|镇|街道|县|园区|开发区|高新区)(?:内|境内|辖区)?$")
_AMONG = re.compile("其中")  # 其中A县68万亩、B县96万亩
_BROUGHT_ABOUT = re.compile(
    r"完成|建成|实现|新增|新建|建设|改造|打造|培育|创建|力争|确保|达到|上市|覆盖|达标|[建改创选]|推[广选]|开展试点"
)
_OF_THESE = re.compile(r"[^,。;]{2,16}率(?:均)?(?:达|为|保持|提高|提升|不低于|要)")
_BARE = re.compile(r"(?:力争|确保|其中)?$")  # 80%以上的村卫生室能够…
_COVERS = re.compile(r"覆盖(?:全国|全[省市县区])?$")  # 医共体覆盖全国90%以上的县
_DONE = re.compile(
    r"截至|截止|目前|现有|现已|近年来|近[两三五]年|去年|以来(?![^,。;]{0,6}的)|(?<!而)已(?:经)?(?:累计)?(?:建成|有|达|完成|实现|培育|形成|拥有)"
)
_AS_OF = re.compile("截[至止]$")
_YEAR_OF = re.compile(r"\d{4}年,")  # 2023年，总值增长6.5%，为发展奠定了基础
_FALLS_SHORT = re.compile(
    r"仅(?:为|有|占|达到?|完成)|(?:未|没有)完成(?![^,。;]{0,8}的|任务)|(?:仍|尚|还)有(?![一-鿿]{0,6}的)|低于(?:全国|全省|全市)平均"
)  # 堆存量超过1.2亿吨,利用率仅为38%
_FOUNDATION = re.compile(r"奠定[^,;。]{0,12}基础|打下[^,;。]{0,12}基础")
_NEAR = 8  # code points looked at before a figure or a date
_FAR = 200  # code points looked at before a figure for the noun that it measures
_HEADS = re.compile("[,;。:]")
_STOPS = re.compile("[,;。]")
_PLAN_PERIOD = re.compile(r"“?十[一二三四五六七]五”?(?:期间|时期|以来)")


def sets_goal(passage: Passage, quantity: Quantity, own: Deadline | None, *, follows: bool) -> bool:
    """Whether a figure is one that the plan sets out to reach.

    Args:
        passage: The sentence that holds it.
        quantity: The figure.
        own: The deadline that the sentence itself tells before it.
        follows: Whether it continues a list whose figures are goals (平台5个，站点20座).
    """
    view = passage.view
    clause = clause_of(passage, quantity)
    before = view[max(clause.start, quantity.start - _FAR) : quantity.start]
    if _is_condition(passage, quantity, clause) or _is_past(passage, quantity, own):
        return False
    dated = own is not None
    sets_out = quantity.compared or says(_verb(), view, clause) or says(_AIMS, view, clause)
    if passage.goal:
        each = _EACH.match(view, clause.start, quantity.start)
        sets_out = sets_out or passage.labelled
        return dated or sets_out or follows or (each or _MEASURED.search(before)) is not None
    limit = _limits(quantity, before)
    if not limit and says(_CAP, view, clause):
        return False
    floor = quantity.compared and says(_FLOOR, view, clause)
    sets_out = sets_out or _AT_LEAST.search(before) is not None
    share = quantity.unit == "%" and _SHARE.search(before) is not None
    plain = not quantity.unit.endswith("元") and not says(_ELIGIBLE, view, clause)
    raised = pooled(view, passage.where.start, quantity) or is_raised(quantity, before)
    at_most = limit and quantity.operator is Operator.LE
    told = floor or share or raised or at_most or quantity.shortens
    return told or ((sets_out or follows) and (dated or plain))


def _limits(quantity: Quantity, before: str) -> bool:
    """Whether a figure caps what the plan has to keep low: a rate, the time that work takes."""
    timed = _TIME.search(quantity.unit) and _TIMED.search(before)
    return not quantity.unit.endswith("元") and bool(timed or _CAPPED.search(before))


def clause_of(passage: Passage, quantity: Quantity) -> Stretch:
    """The words between the marks around a figure."""
    view, where = passage.view, passage.where
    heads, stops = places_of(_HEADS, view, where), places_of(_STOPS, view, where)
    before = bisect_right(heads, quantity.start)
    behind = bisect_left(stops, quantity.end + 1)
    first = heads[before - 1] if before else where.start
    return Stretch(first, stops[behind] - 1 if behind < len(stops) else where.end)


def _is_condition(passage: Passage, quantity: Quantity, clause: Stretch) -> bool:
    """Caps and rates of money, figures of names, and what somebody must be or have."""
    view = passage.view
    if _is_told(passage, quantity):
        return True
    if quantity.unit in {"伏", "千伏", "kV"} or _described(passage, quantity, clause):
        return not pooled(view, passage.where.start, quantity)
    if last_start(_MAY, view, passage.where) >= quantity.end:
        return True
    money = quantity.unit != "岁" and says(_MONEY, view, clause)
    if not quantity.unit.endswith("元"):
        return money and not says(_DELIVERED, view, clause)
    if _given(passage, clause):
        return True
    before = view[max(clause.start, quantity.start - _FAR) : quantity.start]
    floor = quantity.compared and quantity.operator is not Operator.LE
    return money and not (is_lent(before) or (floor and _MEASURED.search(before)))


def _is_told(passage: Passage, quantity: Quantity) -> bool:
    """Whether a count tells what there is (全区58个社区, 林溪乡3个乡镇), or what a plan lists."""
    view = passage.view
    first = max(passage.where.start, quantity.start - _FAR)
    behind = view[quantity.end : min(passage.where.end, quantity.end + _FAR)]
    to_figure = view[first : quantity.figure_start]
    bare = not (quantity.compared or quantity.trend)
    if tells_of_plan(quantity.unit, to_figure, behind, compared=not bare):
        return True
    if meets_needs(to_figure, behind) or says(MARKS, view, clause_of(passage, quantity)):
        return True
    round_the_clock = quantity.value == 24 and quantity.unit == "小时"
    around = quantity.unit in _DISTANCES and _AROUND.match(behind)
    there = bare and (round_the_clock or around)
    return bool(there) or (
        bare and _is_there(passage, quantity, view[first : quantity.start], behind)
    )


def _is_there(passage: Passage, quantity: Quantity, before: str, behind: str) -> bool:
    """Whether words around a count tell of what there is already, in a place or in all."""
    if before.endswith("的") and _OF_THESE.match(behind):  # 在册的33条水体整治率达到100%
        return True
    clause = clause_of(passage, quantity)
    part = says(_AMONG, passage.view, clause) and _MEASURE.search(quantity.unit)
    if not part and _IN_PLACE.search(before) and not says(_BROUGHT_ABOUT, passage.view, clause):
        return True
    listed = _LISTED_ABOVE.search(before) and _PLACES.match(behind)
    return bool(listed or _ALL_OF.search(before) or _GOES_ON_WITH.search(before))


def _described(passage: Passage, quantity: Quantity, clause: Stretch) -> bool:
    """Whether the figure says what a thing is like (面积5000平方米以上的场馆), not how many."""
    view = passage.view
    measure = _MEASURE.search(quantity.unit)
    marked = quantity.end > quantity.unit_end and _NOUN_NEXT.match(view, quantity.end)
    if measure and (marked or _COUNTED_NEXT.match(view, quantity.end)):
        return True
    before = view[max(clause.start, quantity.start - _FAR) : quantity.start]
    people = marked and _PEOPLE.search(quantity.unit)
    sized = quantity.operator is Operator.LT or _SIZED.match(view, quantity.end)
    counted = _COUNTED_NEXT.match(view, quantity.end)
    if people and (sized or counted or not _is_set(before)):
        return True
    if not _DESCRIBED.match(view, quantity.end):
        return False
    if quantity.unit == "%" and (_BARE.match(before) or _COVERS.search(before)):
        return False
    led_in = re.search(rf"(?:{verbs()})$", before)
    return led_in is None or measure is not None


def _is_set(before: str) -> bool:
    """Whether a verb leads a figure in, or its noun stands before it: 培训, 培训农民."""
    return re.search(rf"(?:{verbs()})[^,。;、的]{{0,8}}$", before) is not None and not (
        _ONE_OF.search(before)
    )


def _given(passage: Passage, clause: Stretch) -> bool:
    """Whether a sum is the condition of a grant that a later clause names."""
    view, end = passage.view, passage.where.end
    if _GIVES.match(view, clause.end + 1, end):
        return True
    applies = _APPLIES.match(view, passage.where.start)
    return bool(applies) and last_start(_GRANT, view, passage.where) >= clause.end


def _is_past(passage: Passage, quantity: Quantity, own: Deadline | None) -> bool:
    """Whether a figure was reached before the plan began (T14's false friend)."""
    view, start = passage.view, passage.where.start
    if own and deadlines.is_before(own.date, passage.since):
        return True
    as_of = own and _AS_OF.search(view[max(start, own.at - _NEAR) : own.at])
    first = own.at if own and not as_of else start
    done = first_between(_DONE, view, passage.where, quantity.start)
    rest = Stretch(first, passage.where.end)
    if done and (done.start() >= first or first_between(_DONE, view, rest, quantity.start)):
        return True
    period = first_between(_PLAN_PERIOD, view, passage.where, quantity.start)
    last = dates.five_year_plan_end(view, period.start(), period.end()) if period else None
    if last and deadlines.is_before(last, passage.since):
        return True
    if own is None and says(_FALLS_SHORT, view, passage.where):
        return True
    told = own is None or _YEAR_OF.match(view, own.at)
    return bool(told) and last_start(_FOUNDATION, view, passage.where) >= quantity.end
