"""The words of responsibility: labels before a list, verbs behind it, and the duty of each.

Source: formats L1-L13.
"""

import re

from plangraph.ingest.openings import Quick
from plangraph.ontology.model import Duty

LABEL = Quick(
    r"(?:(?:以上|上述)(?:各项|\S{0,2}项)?(?:重点)?(?:任务|工作|措施|内容)?的?)?"
    r"(?:省级|市级|区级|县级|省|市|区|县)?(?:第一|主要|总)?(?:牵头|主办|主责|责任|配合|协办|协同|协助|参与|参加|落实|实施|承办|支持|督办|督导|主管|负责|组织|组长|成员|会办)"
    r"(?:牵头|责任|落实|负责|实施|配合|协同){0,2}(?:单位|部门|主体|处室|机构|科室|地区|方)(?:(?:\([^()]*\)|及分工)?\s*:|[为是](?=[省市县区州各]))\s*"
    r"|\[(?:第一|主要)?(?:牵头|主办|责任|配合|协办|协同|参与|落实|实施|承办)(?:责任)?(?:单位|部门|主体)\]\s*:?\s*"
    r"|(?<![\u4e00-\u9fff])(?:牵头|责任|配合|主办|协办|会办|参与|落实)(?:分工)?\s*:\s*"
)
_NUMBER = r"\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\)?"
RANGE_OF_ITEMS = (
    rf"第{_NUMBER}(?:(?:项|条)?(?:至|到|-|~|、)第?{_NUMBER})+(?:项|条|点)"
    r"(?:重点)?(?:任务|工作|措施)?"
)
PERSON_LABEL = re.compile(r"[^,;。:]{0,6}(?:领导|责任人|负责人|联系人)\s*:")
ASIDE = re.compile(r"(?<=\s)[\u4e00-\u9fff]{2,8}\s*:")  # 责任单位:市交通局 进展情况:…
_SHARE = (
    r"按(?:照)?(?:各自|部门|工作)?(?:的)?(?:职责|职能|分工|权限)(?:职责|职能|任务|分工|权限|范围|和)*(?:要求)?"
    r"|结合(?:各自|本地|本地区)?实际(?:情况)?"
)
_HOW = (
    r"共同|联合|具体|总体|统一|分别|各自|切实|认真|积极|密切|主动|全力|全面|加强|强化|做好|抓好|予以|"
    r"组织|分工"
)
_ACT = (
    r"牵头|抓总|负责(?!人)|统筹|协调|实施|落实|贯彻|推进|推动|指导|督促|督导|督查|配合|协助|协同|参与|参加|"
    r"(?:技术)?支持|主办|承办|协办|会办|办理"
)
_THEN = r"组织|监督|管理|保障|执行|调度|承担"  # alone they may end a name: 医疗保障、应急管理部门
VERB = Quick(
    rf"(?:(?:{_SHARE})(?:{_HOW}|{_ACT}|{_THEN})*"
    rf"|(?:{_HOW})*(?:{_ACT})(?:{_HOW}|{_ACT}|{_THEN})*"
    r"|为(?:第一|主要)?(?:牵头|主办|责任|配合|协办|参与|协同|实施)(?:责任)?(?:单位|部门|主体))"
    r"(?:工作)?(?=$|[、,;。])"
)
_DUTY_WORDS = (
    (re.compile("牵头|主办|主责|第一责任|抓总|组长"), Duty.LEAD),
    (re.compile("配合|协办|会办|协同|协助|参与|参加|支持|成员"), Duty.SUPPORT),
    (re.compile("职责|职能|分工负责"), Duty.JOINT),
    (re.compile("督办|督导|督促|督查|监督|指导"), Duty.OVERSEE),
    (re.compile("统筹|协调"), Duty.COORDINATE),
    (re.compile("责任|负责"), Duty.RESPONSIBLE),
    (re.compile("落实|实施"), Duty.IMPLEMENT),
)
_OF_DUTY = re.compile(r"牵头|负责|职责|职能|分工|落实|实施|办$|配合|协[助同]|参[与加]|单位|部门")
_OF_ABOVE = re.compile("以上|上述")
_LIMIT = re.compile(r"(?=[^,;。]*\d)[^,;。]*(?:前|底|末|完成|建成|落实)$")


def duty_of(words: str) -> Duty:
    """The duty that a label or a verb names; plain responsibility if it names none."""
    return next((duty for pattern, duty in _DUTY_WORDS if pattern.search(words)), Duty.RESPONSIBLE)


def tells_duties(words: str) -> bool:
    """Whether a sentence without a label states duties to its end, a time limit left out.

    >>> tells_duties("教育部、公安部等按职责分工负责"), tells_duties("由教育部牵头推进工作")
    (True, False)
    """
    if _OF_ABOVE.match(words):
        return VERB.search(words) is not None
    last = max(words.rfind(","), words.rfind(";"))
    words = words[:last] if last >= 0 and _LIMIT.match(words, last + 1) else words
    verb = next((match for match in VERB.finditer(words) if match.end() == len(words)), None)
    if verb is None or (verb[0].endswith("工作") and not re.search("职责|职能", verb[0])):
        return False
    return _OF_DUTY.search(verb[0]) is not None


def last_verb(view: str, start: int, end: int) -> re.Match[str] | None:
    """The role verb that ends a segment."""
    return next((m for m in VERB.finditer(view, start, end) if m.end() == end), None)
