"""The noun that a figure measures: before it, else behind it, else in the clause before.

``老旧小区改造120个`` counts what was done to estates, ``培育企业30家`` firms: a verb that leads a
figure in is no part of the noun, unless there is no other.

Source: formats T1-T9, T15.
"""

import re
from bisect import bisect_right
from functools import cache

from plangraph.ingest.clauses import Stretch, trimmed
from plangraph.ingest.goals import verbs
from plangraph.ingest.passages import places_of
from plangraph.ingest.quantities import Quantity
from plangraph.ingest.sums import pooled
from plangraph.ontology.model import Operator

BOUNDARY = re.compile(r"[,;。:\n(|\t\]]|(?<!番)、|(?<=[^\d])[①-⑳]")
_TIME = (
    r"(?:19|20)\d\d年?[-—~至到](?:19|20)\d\d年|(?:用|再用|力争)?(?:\d+|[一二两三四五])年(?:内|左右(?:的)?时间|时间|(?=累计|共|新增))|"
    r"(?:到|至|在)?(?:19|20)\d\d\s*年(?:\d{1,2}月)?(?:底|末)?(?:前)?|“?十[一二三四五六七]五”?(?:期间|期末|末)|"
    r"(?:\d{1,2}月)?(?:年|[上中下]旬|月)?[底末]前|每(?:年|季度|月|半年)|年均|年度|年内|全年|到时|届时"
)
LEADING = re.compile(
    rf"^(?:{_TIME}|[-—]+|(?:春季|秋季)?学期(?:开学)?(?:前|末)|净增|常态化|有序|稳妥|分批|再(?=[新增解决建完改培引])|力争|争取|先行|率先|确保|努力|实现|推动|使|将|并|且|其中|全[省市县区州]|全域|累计|基本|"
    r"我[省市县区]|[①-⑳]|建成|建设|打造|培育|形成|集聚|引进|引育|认定|补充|至少(?=会晤|会商|互访|走访|调度|通报|交流|沟通)|开展|举办|完成|新增|新建|推广|遴选|选拔|资助|培养|创建|"
    r"布局|改造|建立|组织|设立|支持|组建|发布|选派|招引|达到)+"
)
_NEW = re.compile(r"(?:力争|累计|每年|计划)*(?:新增(?:培育|引进|建设|认定)?|净增|新认定|新评定)")
_LONGEST_LIST = 400  # code points that one 新增 holds for
_LISTS = re.compile("(?:(?!保持|达到|稳定|控制)[^,;。:()])*")
_TRAILING = re.compile(
    r"(?:(?:由|从)\d[\d.]*[%\u4e00-\u9fff]{0,3}|(?:较|(?<!占)比|与|同)?(?:上年|\d{4}年)(?:相比|同期|底|末)?|相比|降|升|提|累计|年均|力争|平均|每年|每季度|每半年|每月|每周|年末|"
    r"总数|将|要|应|可|均|各|至少|需|须|同比|的|再|再造|完成|实现|恢复|扩大|增|缩短|压缩|翻[一两]?番、?)+$"
)
_FROM = re.compile(r"(?:由|从)(?:\d{4}年(?:底|末)?的?)?\d[^,。;]*$")  # 由2023年的20%提高到
_DEGREE = re.compile(
    r"(?:持续|不断|稳步|进一步|显著|明显|逐步|大幅|全面|基本|更加|加快|快速)+[\u4e00-\u9fff]{2}$"
)
_NOUN_BEHIND = re.compile(r"(?:[^,。;、:|\t\n]{0,160}?的)?(?P<noun>[^,。;、:()的|\t\n]{1,30})")
_HEAD_NOUN = re.compile(r"的(?P<noun>[^,。;、:()的|\t\n]{2,20})(?=[,。;、])")
_GOES_ON = re.compile(
    r"(?<=.)(?:能够|达到|实现|开展|进行|作为|参与|纳入|予以|用于|(?<![级及])以上|左右|并|为重点|先行|率先|列入|投入|分别|[和与及]\d).*$"
)


_NAMES_BEHIND = re.compile(r"[\u4e00-\u9fff]{2,10}(?=[,。;、])")
_COUNTS = frozenset("个所家座处条项支")
_LONG = 24  # code points of a noun
_QUOTED = re.compile("[“”()]")
_NAMED = re.compile(r"(?:做[优强大]|用好|实施|推出|开展)?(?P<noun>“[^“”]{2,12}”)")
_OF = re.compile(r"的(?P<noun>[^,;:的、]{2,16})$")
_BUILT = re.compile(
    r"(?:建设|打造|建成|新建|培育|创建|组建|设立|布局|引进|推出|开设|举办|开展)(?P<noun>[一-鿿]{4,16})$"
)
_AT_LEAST = re.compile(r"至少\w")  # 每个街道至少建成1家养老机构


_SPAN = re.compile(  # 三年不少于6亿元
    r"(?:用)?[一二两三四五六\d]+年(?:投入)?|每[一二两三四五六半](?:周|天|年|月|个月|学期)|每学期|"
    r"(?:每(?:届|人|生|户|次|周|天|日|月|季度|季|半年|年))+|"
    r"[一二三四]季度|[上下]半年"
)
_EACH_PLACE = re.compile("每个[一-鿿]{1,4}")  # 建设分拣中心,每个区域不少于3个
_IN_PLACES = re.compile(  # 沿黄盟市600个行政村, 每个乡镇(街道)至少1个阵地
    r"(?:盟市|县区|市县|区县|乡镇|镇街|街镇|[一-鿿](?:县|镇|(?<![下返])乡)|街道|园区|开发区)"
    r"(?:\([^()]{2,8}\))?(?:内|辖区|境内)?$"
)
_NOUN_NEXT = re.compile(r"(?![并且和与及或的,、以])[一-鿿]")


@cache
def _ends_in_verb() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{verbs()}|等|至少(?:建有|设有|配有|配备|有|举办|组织|开展)?|(?<=.)[和与及])$"
    )


def indicator_of(view: str, sentence: Stretch, quantity: Quantity, left: int) -> Stretch | None:
    """The noun that a quantity measures; ``None`` where its own clause names none.

    Args:
        view: The matching view.
        sentence: The sentence.
        quantity: The figure.
        left: Where the quantity before it ends, or the sentence starts.
    """
    before = _before(view, sentence, quantity, left)
    words = before.of(view).strip()
    if _SPAN.fullmatch(words):
        return None
    noun_next = _NOUN_NEXT.match(view, quantity.end, sentence.end)
    if _EACH_PLACE.fullmatch(words) and not noun_next:
        return None
    if _IN_PLACES.search(words) and noun_next:
        return _behind(view, sentence, quantity)
    return _beside(view, sentence, quantity, before, left)


def _beside(
    view: str, sentence: Stretch, quantity: Quantity, before: Stretch, left: int
) -> Stretch | None:
    """The words before a figure, or the noun behind it where those are a verb."""
    words = before.of(view).strip()
    compared = view[quantity.start : quantity.figure_start].strip()
    led = _AT_LEAST.search(compared) or pooled(view, left, quantity)
    in_verb = bool(led) or _ends_in_verb().search(words) is not None
    if len(words) >= 2 and not in_verb:
        return _counted(view, sentence, quantity, before) or before
    if quantity.trend and not quantity.trend.endswith("新增"):
        led_in = re.fullmatch(rf"(?:{verbs()})+", words)
        return before if len(words) >= 2 and not led_in else None
    behind = _behind(view, sentence, quantity)
    if behind or len(words) < 2:
        return behind
    noun = quantity.compared and re.fullmatch(verbs(nouns_only=True), words)
    return before if noun or not re.fullmatch(rf"(?:{verbs()})+", words) else None


def _counted(view: str, sentence: Stretch, quantity: Quantity, before: Stretch) -> Stretch | None:
    """The noun behind a count of things listed by their names: 新建城南、城北、冶溪3所学校."""
    listed = view[before.start - 1 : before.start] == "、" and quantity.figure_start == before.end
    listed = listed and quantity.unit in _COUNTS
    if not listed or not _NAMES_BEHIND.match(view, quantity.end, sentence.end):
        return None
    behind = _behind(view, sentence, quantity)
    leads = behind and re.match(verbs(), behind.of(view))
    return None if leads else behind


def carried(view: str, sentence: Stretch, quantity: Quantity) -> Stretch | None:
    """The noun of the clause before, where that has no figure: 培育驿站,力争达到1000个."""
    end = lead_start(view, sentence, quantity, sentence.start) - 1
    if end <= sentence.start or view[end] not in ",;":
        return None
    start = max(view.rfind(mark, sentence.start, end) for mark in ",;:|\t") + 1
    return _object(view, trimmed(view, max(start, sentence.start), end))


def _object(view: str, clause: Stretch) -> Stretch | None:
    """What a clause without a figure is about; behind its last 的 where it is long or quotes."""
    lead = LEADING.match(clause.of(view)) or re.match(rf"(?:{verbs()})", clause.of(view))
    first = clause.start + (lead.end() if lead else 0)
    words = _DEGREE.sub("", view[first : clause.end])
    if len(words) > _LONG or _QUOTED.search(words):
        whole = _NAMED.fullmatch(words) or _OF.search(words) or _BUILT.search(words)
        if whole is None:
            return None
        first, words = first + whole.start("noun"), whole["noun"]
    named = 2 <= len(words) <= _LONG and not re.search(r"\d|[“”()]", words.strip("“”"))
    return Stretch(first, first + len(words)) if named else None


def is_new(view: str, sentence: Stretch, quantity: Quantity, left: int) -> bool:
    """Whether a figure counts what is added: 新增企业20家以上, but not 新增企业不少于20家."""
    compares = view[quantity.start : quantity.figure_start].strip()
    first = lead_start(view, sentence, quantity, left)
    near = max(sentence.start, first - _LONGEST_LIST)
    marks = (view.rfind(mark, near, first) for mark in ",;。:(")
    listed = max(*marks, near - 1) + 1
    own = re.match(verbs(), view[first : quantity.start])  # 新增公园3个、改造小区5个
    if not own and _LISTS.fullmatch(view, listed, first):  # 新增冷鲜分割、预制菜生产线15条
        first = listed
    counts = quantity.unit != "%" and not compares
    return counts and _NEW.search(view, first, quantity.start) is not None


def lead_start(view: str, sentence: Stretch, quantity: Quantity, left: int) -> int:
    """Where the words before a quantity start: behind the last mark or quantity."""
    first = max(left, sentence.start)
    ends = places_of(BOUNDARY, view, sentence)
    before = bisect_right(ends, quantity.start)
    first = max(first, ends[before - 1]) if before else first
    while first < quantity.start and view[first] == " ":
        first += 1
    return first


def _before(view: str, sentence: Stretch, quantity: Quantity, left: int) -> Stretch:
    first = lead_start(view, sentence, quantity, left)
    closed = view.find(")", first, quantity.start)
    if closed >= 0 and view[first - 1 : first] == "(":  # 各镇(街道)选取1至2个村
        first = _opens(view, sentence, first - 1, closed)
    if view[quantity.start - 1 : quantity.start] == "等":  # 种植沙打旺、甘草等5万亩
        marks = (view.rfind(mark, sentence.start, first - 1) for mark in ",;。:")
        first = max(sentence.start, left, max(marks) + 1)
    words = view[first : quantity.start]
    if words.endswith(")") and "(" not in words:  # 通过评估的县(市、区)达到15个
        first = _opens(view, sentence, view.rfind("(", sentence.start, first), quantity.start)
    elif ")" in words and "(" not in words:  # 各县(市、区)力争…
        first += words.rindex(")") + 1
    lead = LEADING.match(view[first : quantity.start])
    start = first + (lead.end() if lead else 0)
    start = _keep_new(view, first, start, quantity)
    words = _TRAILING.sub("", _FROM.sub("", view[start : quantity.start]))
    return Stretch(start, start + len(_DEGREE.sub("", words)))


def _opens(view: str, sentence: Stretch, bracket: int, closed: int) -> int:
    """Where the words around a bracket start: before it if they go on, behind it if a verb does."""
    if re.match(rf"\)(?:{verbs()})", view[closed : closed + 8]):
        return closed + 1
    last = max(view.rfind(mark, sentence.start, bracket) for mark in ",;。:、")
    return last + 1 or sentence.start


def _keep_new(view: str, first: int, start: int, quantity: Quantity) -> int:
    """新增示范企业不少于20家 measures 新增示范企业: what is compared keeps its 新增."""
    at = view.find("新增", first, start)
    compares = view[quantity.start : quantity.figure_start].strip()
    return at if at >= 0 and compares and quantity.operator is not Operator.EQ else start


def _behind(view: str, sentence: Stretch, quantity: Quantity) -> Stretch | None:
    listed = quantity.end >= sentence.end or view[quantity.end] in "、,("
    stops = (at for mark in ";。" if (at := view.find(mark, quantity.end, sentence.end)) >= 0)
    end = min((at + 1 for at in stops), default=sentence.end) if listed else sentence.end
    match = (_HEAD_NOUN.search if listed else _NOUN_BEHIND.match)(view, quantity.end, end)
    if match is None:
        return None
    noun = _GOES_ON.sub("", match["noun"])
    start = match.start("noun")
    return Stretch(start, start + len(noun)) if noun.strip() else None
