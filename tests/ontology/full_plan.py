"""A small plan that has every kind of row and every optional field of the model."""

from decimal import Decimal

from plangraph.ontology import iris
from plangraph.ontology.model import (
    Accrual,
    Cite,
    Direction,
    Document,
    Duty,
    Evidence,
    HeaderStatement,
    Item,
    ItemKind,
    Link,
    LinkKind,
    Measure,
    Mention,
    MentionKind,
    NamedParty,
    Operator,
    Party,
    PartyKind,
    Phase,
    PhaseStep,
    Plan,
    RegionMention,
    Responsibility,
    Span,
    Status,
    Target,
    TextVersion,
    Unread,
)
from plangraph.ontology.reference import place, zone

TEXT = (
    "昆明市人民政府办公室关于印发昆明市试点工作方案（2022—2025年）的通知\r\n"
    "昆政办发〔2022〕1号\r\n各县(市)、区人民政府：\r\n《方案》已经市人民政府同意。\t此件公开发布\u2028\r\n"
    "昆明市试点工作方案（2022—2025年）\r\n根据《关于开展试点的通知》(国知发运字〔2022〕33号)，制定本方案。\r\n"
    "一、\u00a0工作目标\r\n到2025年，商标拥有量达到32万件至40万件，满意度持续提升。\r\n"
    '二、\u00a0工作重点\r\n(一)扩大"开放"合作\\😀。面向南亚东南亚办好南博会，支持高新区、五华区建设平台。'
    "2023年6月底前完成。(市科技局牵头，市财政局配合)\r\n"
    "三、\u00a0进度安排\r\n由市试点工作联席会议办公室(设在市科技局)牵头推进。\r\n"
    "(一)启动阶段(2022年7月—12月)。开展中期检查，完成各项任务。\r\n"
    "四、\u00a0保障要求\r\n(一)加强督导。持续推进，由有关单位另行安排。\r\n"
)
CITY = "region/cn-530100"
ZONE = zone(CITY, "high-tech-zone", "高新区")
TITLE = "昆明市试点工作方案（2022—2025年）"
KEY = iris.plan_key(CITY, "2022", TITLE)
SHA256 = iris.sha256_of(TEXT)


def span(words: str, nth: int = 0) -> Span:
    """The span of the nth place where the words stand in the text."""
    start = TEXT.index(words)
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words), words)


def evidence(words: str, nth: int = 0, status: Status = Status.STATED) -> Evidence:
    """Evidence of the words."""
    return Evidence(span(words, nth), "test-rule", Decimal("0.95"), status)


def party(printed: str, full: str, function: str | None = None) -> Party:
    """A body of the city."""
    key = iris.party_key(CITY, function, full, KEY)
    return Party(key, PartyKind.AGENCY, full, (printed,), None, function, CITY, "city")


SCIENCE = party("市科技局", "昆明市科学技术局", "science_technology")
FINANCE = party("市财政局", "昆明市财政局", "finance")
GOVERNMENT = party("市人民政府", "昆明市人民政府", "people_government")
OFFICE = Party(
    key=iris.party_key(CITY, None, "昆明市人民政府办公室", KEY),
    kind=PartyKind.AGENCY,
    name="昆明市人民政府办公室",
    printed=("昆明市人民政府办公室", "市政府办公室"),
    name_en="General Office of Kunming Municipal People's Government",
    place=CITY,
)
MEETING = Party(
    key=iris.party_key(CITY, None, "昆明市试点工作联席会议", KEY),
    kind=PartyKind.COORDINATION_BODY,
    name="昆明市试点工作联席会议",
    printed=("市试点工作联席会议",),
    place=CITY,
)
MEETING_OFFICE = Party(
    key=iris.party_key(CITY, None, "昆明市试点工作联席会议办公室", KEY),
    kind=PartyKind.AGENCY,
    name="昆明市试点工作联席会议办公室",
    printed=("市试点工作联席会议办公室",),
    place=CITY,
    office_of=MEETING.key,
    hosted_by=SCIENCE.key,
)
COUNTIES = Party(
    key=iris.party_key(None, None, "各县（市）、区人民政府", KEY),
    kind=PartyKind.GROUP,
    name="各县（市）、区人民政府",
    printed=("各县(市)、区人民政府", "各县（市）、区人民政府"),
)
PARTIES = (SCIENCE, FINANCE, GOVERNMENT, OFFICE, MEETING, MEETING_OFFICE, COUNTIES)


def item(position: str, kind: ItemKind, title: str, **more: object) -> Item:
    """An item whose number follows from its position."""
    numbers = [f"({'一二三四'[int(n) - 1]})" for n in position.split(".")]
    numbers[0] = numbers[0].strip("()")
    start = TEXT.index(title)
    row = {
        "position": position,
        "path": "/".join(numbers),
        "kind": kind,
        "number": "".join(numbers),
        "title": title,
        "order": int(position.rpartition(".")[2]),
        "parent": position.rpartition(".")[0],
        "start": start,
        "end": start + len(title) + 5,
        "evidence": evidence(title),
    }
    return Item(**(row | more))  # type: ignore[arg-type]


ITEMS = (
    item("1", ItemKind.GOAL, "工作目标"),
    item("2", ItemKind.SECTION, "工作重点"),
    item(
        "2.1",
        ItemKind.TASK,
        '扩大"开放"合作\\😀',
        due="2023-06",
        due_evidence=evidence("2023年6月底前完成"),
    ),
    item("3", ItemKind.SECTION, "进度安排"),
    item("3.1", ItemKind.PHASE, "启动阶段"),
    item("4", ItemKind.SECTION, "保障要求"),
    item(
        "4.1",
        ItemKind.REQUIREMENT,
        "加强督导",
        due="持续推进",
        due_evidence=evidence("持续推进"),
    ),
)
MEASURES = (
    Measure("2.1.1", "2.1", 1, "面向南亚东南亚办好南博会", evidence("面向南亚东南亚办好南博会")),
    Measure(
        "2.1.2", "2.1", 2, "支持高新区、五华区建设平台", evidence("支持高新区、五华区建设平台")
    ),
)
STATEMENT = "市科技局牵头，市财政局配合"
BOTH = ("2.1.1", "2.1.2")
RESPONSIBILITIES = (
    Responsibility(
        "2.1", ("2.1",), BOTH, SCIENCE.key, "市科技局", Duty.LEAD, 1,
        evidence(STATEMENT), span("市科技局"),
    ),
    Responsibility(
        "2.1", ("2.1",), BOTH, FINANCE.key, "市财政局", Duty.SUPPORT, 2,
        evidence(STATEMENT), span("市财政局"),
    ),
    Responsibility(
        "3", ("3", "3.1"), (), MEETING_OFFICE.key, "市试点工作联席会议办公室", Duty.LEAD, 1,
        evidence("由市试点工作联席会议办公室(设在市科技局)牵头推进"),
        span("市试点工作联席会议办公室"),
    ),
)  # fmt: skip
TARGET = Target(
    position="1.1",
    item="1",
    indicator="商标拥有量（总量）",
    indicator_key=iris.indicator_key("商标拥有量（总量）"),
    operator=Operator.GE,
    value=Decimal(320000),
    value_max=Decimal("4E+5"),
    unit="件",
    unit_key="unit/item",
    source_value="32万件至40万件",
    due="2025",
    due_inherited=True,
    accrual=Accrual.BY_DATE,
    measure=None,
    evidence=evidence("商标拥有量达到32万件至40万件"),
)
ODD_TARGET = Target(
    position="2.1.1",
    item="2.1",
    indicator="平台",
    indicator_key=iris.indicator_key("平台"),
    operator=Operator.INCREASE_BY,
    value=Decimal("2.50"),
    value_max=None,
    unit="座子",
    unit_key="unit/x-" + iris.short_hash("座子"),
    source_value="2.50座子",
    due=None,
    due_inherited=False,
    accrual=Accrual.EACH_YEAR,
    measure="2.1.2",
    evidence=evidence("建设平台"),
)
DIRECTION = Direction(
    position="1.1",
    item="1",
    indicator="满意度",
    indicator_key=iris.indicator_key("满意度"),
    operator=Operator.IMPROVE,
    words="持续提升",
    due="2025",
    due_inherited=True,
    evidence=evidence("满意度持续提升"),
)
REGIONS = (
    RegionMention(
        "2.1", "2.1.1", "南亚东南亚", ("region/m49-035", "region/m49-034"), partner=True,
        evidence=evidence("南亚东南亚"),
    ),
    RegionMention(
        "2.1", "2.1.2", "高新区", (ZONE.key,), partner=False, evidence=evidence("高新区")
    ),
    RegionMention("2.1", None, "平台", (), partner=False, evidence=evidence("平台")),
)  # fmt: skip
MENTIONS = (
    Mention(
        "2.1", "2.1.1", MentionKind.EVENT, "南博会", iris.mention_key("南博会"), evidence("南博会")
    ),
    Mention(
        "3.1", None, MentionKind.INSTRUMENT, "中期检查", iris.mention_key("中期检查", CITY),
        evidence("中期检查"),
    ),
)  # fmt: skip
LINKS = (
    Link(
        LinkKind.TARGET_MEASURE, "target/1.1", "measure/2.1.1",
        evidence("商标", status=Status.INFERRED),
    ),
    Link(
        LinkKind.TARGET_MEASURE, "measure/2.1.2", "direction/1.1",
        evidence("满意度", status=Status.INFERRED),
    ),
    Link(
        LinkKind.PHASE_TASK, "phase/3.1", "task/2.1",
        evidence("各项任务", status=Status.INFERRED),
    ),
)  # fmt: skip
CITE = Cite(
    key=iris.document_key("国知发运字〔2022〕33号", "关于开展试点的通知"),
    title="关于开展试点的通知",
    number="国知发运字〔2022〕33号",
    issuer=NamedParty("市政府办公室", OFFICE.key),
    basis=True,
    evidence=evidence("《关于开展试点的通知》"),
)
DOCUMENT = Document(
    title=TITLE,
    notice_title=TEXT.splitlines()[0],
    number="昆政办发〔2022〕1号",
    issuers=(NamedParty("昆明市人民政府办公室", OFFICE.key),),
    approver=NamedParty("市人民政府", GOVERNMENT.key),
    addressees=(NamedParty("各县(市)、区人民政府", COUNTIES.key),),
    issued="2022-09-29",
    period_start="2022",
    period_end="2025-06",
    jurisdiction=CITY,
    jurisdiction_name="昆明市",
    access_note="此件公开发布",
    source_url="https://example.org/plan?id=1",
    cites=(
        CITE,
        Cite(
            key=iris.document_key(None, "方案"),
            title="方案",
            number=None,
            issuer=None,
            basis=False,
            evidence=evidence("《方案》"),
        ),
    ),
    statements=(
        HeaderStatement("title", TITLE, evidence(TITLE)),
        HeaderStatement("issuers", "昆明市人民政府办公室", evidence("昆明市人民政府办公室")),
        HeaderStatement("period_end", "2025-06", evidence("2025年")),
        HeaderStatement("jurisdiction", CITY, evidence("昆明市")),
        HeaderStatement("access_note", "此件公开发布", evidence("此件公开发布")),
    ),
)
FULL_PLAN = Plan(
    key=KEY,
    version=TextVersion(TEXT, SHA256),
    document=DOCUMENT,
    items=ITEMS,
    measures=MEASURES,
    responsibilities=RESPONSIBILITIES,
    targets=(TARGET, ODD_TARGET),
    directions=(DIRECTION,),
    phases=(Phase("3.1", "三/(一)", "启动阶段", "2022-07", "2022-12", evidence("2022年7月—12月")),),
    steps=(
        PhaseStep(
            "3.1.1", "3.1", 1, "开展中期检查", checkpoint=True, evidence=evidence("开展中期检查")
        ),
    ),
    regions=REGIONS,
    mentions=MENTIONS,
    links=LINKS,
    unread=(Unread(span("由有关单位另行安排"), "duty-without-party"),),
    parties=tuple(sorted(PARTIES, key=lambda row: row.key)),
    places=tuple(
        sorted(
            (
                *map(place, (CITY, "region/m49-034", "region/m49-035", "region/european-union")),
                ZONE,
            ),
            key=lambda row: row.key,
        )
    ),
)
