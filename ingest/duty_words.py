"""The words of responsibility: labels before a list, verbs behind it, and the duty of each.

Source: formats L1-L13.
"""

import re

from plangraph.ontology.model import Duty

LABEL = re.compile(
    r"(?:(?:以上|上述)(?:各项|\S{0,2}项)?(?:重点)?(?:任务|工作|措施|内容)?的?)?"
    r"(?:省级|市级|区级|县级|省|市|区|县)?(?:第一|主要|总)?(?:牵头|主办|主责|责任|配合|协办|协同|协助|参与|参加|落实|实施|承办|支持|督办|督导|主管|负责|组织)"
    r"(?:牵头|责任|落实|负责|实施|配合|协同){0,2}(?:单位|部门|主体|处室|机构|科室|地区|方)(?:\([^()]*\)|及分工)?\s*:\s*"
)
PERSON_LABEL = re.compile(r"[^,;。:]{0,6}(?:领导|责任人|负责人|联系人)\s*:")
DUE_LABEL = re.compile(
    r"(?:完成|办结|推进|落实)?(?:时限|时间|期限|时间节点|时间要求)(?:要求)?\s*:\s*"
)
VERB = re.compile(
    r"(?:共同|联合|具体|总体|统一|组织|分别|各自){0,3}(?:"
    r"牵头(?:负责|落实|组织实施|实施|组织|推进|抓总|办理)?"
    r"|按(?:照)?(?:各自)?(?:的)?(?:职责|职能)(?:任务)?(?:分工)?(?:抓好|做好|组织|分别|共同)?(?:负责|落实|实施|推进|配合|办理)*(?:工作)?"
    r"|分工(?:负责|落实)|负责(?:落实|实施|组织实施|推进)?"
    r"|结合(?:各自|本地|本地区)?实际(?:情况)?(?:抓好|做好|组织)?(?:落实|实施|推进)"
    r"|(?:抓好|做好)?(?:贯彻)?落实|(?:组织)?实施|主办|协办|承办|配合(?:实施|落实|做好|推进)?|协助|协同(?:配合)?|参与|参加|支持|指导"
    r")(?=$|[、,;。])"
)
_DUTY_WORDS = (
    (re.compile("牵头|主办|主责|第一责任"), Duty.LEAD),
    (re.compile("职责|职能|分工负责"), Duty.JOINT),
    (re.compile("配合|协办|协同|协助|参与|参加|支持"), Duty.SUPPORT),
    (re.compile("督办|督导|指导"), Duty.OVERSEE),
    (re.compile("责任|负责"), Duty.RESPONSIBLE),
    (re.compile("落实|实施"), Duty.IMPLEMENT),
)


def duty_of(words: str) -> Duty:
    """The duty that a label or a verb names; plain responsibility if it names none."""
    return next((duty for pattern, duty in _DUTY_WORDS if pattern.search(words)), Duty.RESPONSIBLE)
