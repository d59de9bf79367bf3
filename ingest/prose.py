"""Duties told in prose, where a body is the subject: 由X牵头, X负责统筹, X要定期监督检查.

Only a list of bodies counts as a subject, and one of them must be a body beyond doubt; companies,
schools and persons that lead something else do not (龙头企业牵头, 主要领导任组长).

Source: formats L14-L19, N16, N19; extraction.md F, constructs 7 and 15.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from plangraph.ingest import lists, names, standing
from plangraph.ingest.clauses import Stretch, pieces, sentences, trimmed
from plangraph.ingest.duties import Assigned, Statement
from plangraph.ingest.lists import Before, Name
from plangraph.ontology.model import Duty

_ADVERB = r"(?:也|均|都|还|具体|统一|共同|分别|切实|认真|积极|进一步|定期|抓紧|及时|全面|共同)*"
_LEADER = r"负责(?!同志|人(?![才员力口工民文均])|解释)"
_BY = re.compile("由")
_BY_VERB = re.compile(
    rf"{_ADVERB}(?:牵头|{_LEADER}|统筹|承担|组织|实施|推进|落实|会同|按(?:照)?(?:各自)?职责)"
)
_ROLE_OF = re.compile("(?:充分|切实|更好|有效|进一步)?(?:强化|发挥|加强)")
_ROLE_VERB = re.compile("牵头(?:抓总|总抓)?(?:作用|职责)")
_MOST_VERBS = 64  # tried behind a list of bodies: bounds the work on a line without any mark
_VERB = re.compile(
    rf"{_ADVERB}(?:(?<![主重需])要(?!求|点|素|件)|应当|(?<![相对响适供反效])应(?![急用对付届聘收的])|须(?!知)|{_LEADER}|牵头(?!单位|部门|人)|统筹|推进落实|组织实施|"
    r"加强[^,;。]{0,6}(?:统筹|协调|指导|监督|监管|督导)|"
    r"(?:对[^,;。]{2,20})?负(?:总|主体|直接)责(?!人)|对[^,;。]{2,20}负责(?!人)|[是为](?:第一)?责任(?:主体|单位)|"
    r"(?:密切|主动|做好)?(?:配合|协助|协同|参与)(?![单部])|参加(?=[,;。]|$)|"
    r"按(?:照)?(?:各自)?(?:职责|职能)分工(?:共同)?(?:做好|抓好)|"
    r"按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?(?:做好|抓好|组织)?(?:负责|落实|推进|配合|实施|开展))"
)
_WITH = re.compile("会同")
_DONE = re.compile(rf"{_ADVERB}(?:负责|推进|推动|落实|实施)")
_WITH_VERB = re.compile(
    rf"(?:适时|及时|对[^,;。]{{2,20}}?)?{_ADVERB}"
    r"(?:推进|推动|开展|制定|研究|建立|编制|实施|组织|做好|抓好|落实|负责|完善)"
)
_FOUNDED = re.compile(
    r"(?:成立|组建|建立|设立)(?:由[^,;。]{2,16}任(?:组长|召集人|指挥长)的)?(?P<list>[^,;。]{2,30}?(?:领导小组|工作小组|工作专班|专班|指挥部|联席会议|工作组))(?=[,。;]|$)"
)
_OFFICE_DOES = re.compile(r"办公室[^,;。]{0,20}(?:设|挂靠)|办公室[^,;。]{0,20}(?:负责|承担)")
_DOES = re.compile(r"承担|统筹|负责(?!人(?![才员力口工民文均]))|协调|组织|推进")
_SEATED = re.compile(
    r"(?P<list>[^,;。]{0,30}?(?:领导小组|联席会议|专班|指挥部|委员会)?办公室)(?:设在|设于|挂靠在?)(?P<host>[^,;。]{2,25})"
)
_HOLDERS = re.compile(r"(?:项目|任务)(?:牵头|责任|承担)单位$|成员$")
_MAY = re.compile("可以?$")  # 各地可统筹利用现有资金: leave, no duty
_SHARED = re.compile(r"按(?:照)?(?:各自)?(?:职责|职能)?分工(?:共同)?负责")
_ABOUT_TEXT = re.compile("解释")
_OFFICE = re.compile(
    "(?:局|委|厅|部|署|法院|检察院|海关|分行|分局|(?:派出|司法|财政|自然资源|市场监管|税务|供电|国土)所)$"
)
_LEVEL_ALONE = re.compile("[省市县区州]级|各级|中央")  # 应由市级承担的经费
_BUREAU = re.compile(  # 组织人事局 of a zone, 安全管理科 of a bureau
    r"(?!通过|依托|围绕|推动|推进|支持|鼓励|引导|加强|建立|成立|对于)[一-鿿]{2,10}(?:(?<![布格结开大全当定僵棋残])局|(?<![本专学全内外儿妇眼牙文工医农百分前骨社])(?<!(?<!管)理)(?<!(?<!生)产)科)"
)
_CENTRE = re.compile(r"[一-鿿]{2,16}(?:服务|管理|发展|指导|监测|控制|保障|运营|执法)中心")
_ODD = re.compile("[一-鿿]{4,6}")
_LONGEST = 200  # code points of a list of bodies
_ORGANS = re.compile("(?:公安|税务|检察|监察|审判|司法行政)(?:机关|部门)")
_COORDINATION = re.compile(
    r"(?:联席会议|领导小组|工作小组|专班|指挥部|委员会|工作组)(?:办公室)?$|办公室$"
)
_DUTIES = (
    (
        re.compile("^(?:积极|密切|主动|做好)?(?:配合|协助|协同|参与|参加)|^按.{2,8}配合"),
        Duty.SUPPORT,
    ),
    (re.compile("牵头"), Duty.LEAD),
    (re.compile("统筹|协调"), Duty.COORDINATE),
    (re.compile("推进落实|组织实施|具体落实|抓好落实|具体推进"), Duty.IMPLEMENT),
    (
        re.compile(
            "(?:经费|资金).{0,12}(?:保障|投入|安排|筹集)|(?:保障|安排|筹集).{0,6}(?:经费|资金)"
        ),
        Duty.FUND,
    ),
)
_OVERSIGHT = re.compile("监督检查|督促检查|督查|督导|考核评估|跟踪问效|检查指导")


def find_prose(view: str, text: str, start: int, end: int) -> Iterator[Statement]:
    """The duties that the sentences between two positions tell, in order."""
    for sentence in sentences(view, start, end):
        yield from _in_sentence(view, text, sentence)


def _in_sentence(view: str, text: str, sentence: Stretch) -> Iterator[Statement]:
    yield from _founded(view, text, sentence)
    if standing.says_first_leads(sentence.of(view)):
        return
    led = False
    for clause in pieces(view, sentence.start, sentence.end, ",;。"):
        seated = _SEATED.match(view, clause.start, clause.end)
        if seated:
            yield from _seated(view, text, sentence, seated)
            continue
        found, verb = _subject(view, text, clause)
        if found and not _ABOUT_TEXT.search(view, clause.start, clause.end):
            duty = _duty(view, verb, clause, sentence)
            if led and _WITH.match(view, clause.start) and not _DONE.match(view, verb, clause.end):
                duty = Duty.SUPPORT  # 由A牵头,会同B制定: the lead's own act, with their help
            led = duty is Duty.LEAD
            told = _statement(sentence, clause, found, duty, "duty-prose")
            yield replace(told, formal=_SHARED.match(view, verb, clause.end) is not None)


def _subject(view: str, text: str, clause: Stretch) -> tuple[tuple[Name, ...], int]:
    """The bodies that a clause makes its subject, and where their verb starts; nothing else.

    A verb may be part of a name (战略实施工作联席会议): the first that has a list before it counts.
    """
    for opening, verbs in _FORMS:
        first = opening(view, clause)
        if first is None:
            continue
        for verb in islice(verbs.finditer(view, first + 2, clause.end), _MOST_VERBS):
            if _MAY.search(view, max(first, verb.start() - 2), verb.start()):
                break
            found = _list(view, text, first, verb.start())
            led = opening is _behind_by and any(_CENTRE.fullmatch(name.printed) for name in found)
            if led or any(_beyond_doubt(name) for name in found):
                return found, verb.start()
    return (), clause.start


def _list(view: str, text: str, start: int, end: int) -> tuple[Name, ...]:
    """The bodies of a list; one of them may have a name of any shape (供电公司、郴电国际)."""
    found = lists.read_list(view, text, start, end)
    if found or end - start > _LONGEST or view.find("、", start, end) < 0:
        return found
    found = lists.read_list(view, text, start, end, Before(told=True))
    odd = [name.printed for name in found if not names.is_body(name.printed)]
    single = len(odd) == 1 and _ODD.fullmatch(odd[0]) and not names.is_class(odd[0])
    return found if single else ()


def _behind_by(view: str, clause: Stretch) -> int | None:
    """由A牵头."""
    found = _BY.search(view, clause.start, clause.end)
    return found.end() if found else None


def _behind_role(view: str, clause: Stretch) -> int | None:
    """发挥A牵头作用."""
    found = _ROLE_OF.match(view, clause.start, clause.end)
    return found.end() if found else None


def _behind_with(view: str, clause: Stretch) -> int | None:
    """会同A制定: the body whose plan it is does not say so."""
    found = _WITH.match(view, clause.start, clause.end)
    return found.end() if found else None


def _at_head(_: str, clause: Stretch) -> int:
    """A要推进."""
    return clause.start


def _before_with(view: str, clause: Stretch) -> int | None:
    """A会同B制定, behind the last mark (in brackets) before 会同."""
    found = _WITH.search(view, clause.start, clause.end)
    if found is None:
        return None
    marks = (view.rfind(mark, clause.start, found.start()) for mark in ",;。")
    return max(clause.start, max(marks) + 1)


_FORMS: tuple[tuple[Callable[[str, Stretch], int | None], re.Pattern[str]], ...] = (
    (_behind_by, _BY_VERB),
    (_behind_role, _ROLE_VERB),
    (_at_head, _VERB),
    (_behind_with, _WITH_VERB),
    (_before_with, _WITH_VERB),
)


def _founded(view: str, text: str, sentence: Stretch) -> Iterator[Statement]:
    """成立X领导小组,…统筹推进: the body that is set up does what the sentence goes on to say."""
    match = _FOUNDED.search(view, sentence.start, sentence.end)
    if match is None or view.find("由" + match["list"], match.end(), sentence.end) >= 0:
        return
    office = _OFFICE_DOES.search(view, match.end(), sentence.end)
    if _DOES.search(view, match.end(), office.start() if office else sentence.end):
        name = Name(
            text[match.start("list") : match.end("list")], match.start("list"), match.end("list")
        )
        yield _statement(sentence, sentence, (name,), Duty.COORDINATE, "duty-founded")


def _seated(view: str, text: str, sentence: Stretch, match: re.Match[str]) -> Iterator[Statement]:
    """X办公室设在Y,负责…: the office is the subject, Y its host."""
    if not _DOES.search(view, match.end(), sentence.end):
        return
    host = trimmed(view, match.start("host"), match.end("host"))
    start, end = match.start("list"), match.end("list")
    name = Name(text[start:end], start, end, host=host.of(text))
    yield _statement(sentence, Stretch(start, sentence.end), (name,), Duty.IMPLEMENT, "duty-seated")


def _statement(
    sentence: Stretch, clause: Stretch, found: tuple[Name, ...], duty: Duty, rule: str
) -> Statement:
    where = Stretch(clause.start, sentence.end if clause.end >= sentence.end - 1 else clause.end)
    assigned = tuple(Assigned(name, duty) for name in found)
    return Statement(where, assigned, rule, formal=False)


def _duty(view: str, verb: int, clause: Stretch, sentence: Stretch) -> Duty:
    """What the words from the verb on ask for; oversight may stand in a later clause."""
    words = view[verb : clause.end]
    found = next((duty for pattern, duty in _DUTIES if pattern.search(words)), None)
    if found:
        return found
    if _OVERSIGHT.search(view, verb, sentence.end):
        return Duty.OVERSEE
    return Duty.RESPONSIBLE


def _beyond_doubt(name: Name) -> bool:
    """A body with its level or place, a co-ordinating body, or a group of governments."""
    printed = name.printed
    if _HOLDERS.search(printed) or _LEVEL_ALONE.fullmatch(printed):
        return False
    if printed.endswith("部门") and _is_field(re.sub("(?:行政)?(?:主管)?部门$", "", printed)):
        return True
    named = _BUREAU.fullmatch(printed) or _COORDINATION.search(printed)
    if named or _ORGANS.fullmatch(printed) or names.is_group(printed):
        return True
    if names.GOVERNMENT.search(printed) and len(printed) > 4:
        return True
    printed = names.without_brackets(printed)
    placed = names.starts_with_place(printed) and _OFFICE.search(printed)
    if placed or names.is_department(printed) or names.is_of_town(printed):
        return True
    sure = (
        names.list_prefix(printed)
        or names.CENTRAL.match(printed)
        or (names.is_known(printed) and _OFFICE.search(printed))
    )
    return bool(sure) and names.is_body(printed) and bool(names.ORGAN.search(printed))


def _is_field(stem: str) -> bool:
    """Whether a field of government is known, which makes 审计部门 a body."""
    return any(names.is_known(stem + organ) for organ in ("", "局", "委", "厅"))
