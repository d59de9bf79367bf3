# ruff: noqa: E501  a Chinese character counts as two columns
"""Forms of head, cover notice, metadata and foot (H1-H21), each with a false friend."""

import pytest

from plangraph.ontology.model import Document
from tests.ingest.forms.papers import BODY, cited_in_task, cites, document, duties, issuers
from tests.ingest.reading import read

NOTICE = """邵阳市人民政府办公室关于印发《邵阳市城市更新三年行动计划（2024—2026年）》的通知
邵政办发〔2024〕12号

各县市区人民政府，市直各单位：

《邵阳市城市更新三年行动计划（2024—2026年）》已经市人民政府同意，现印发给你们，请认真组织实施。

邵阳市人民政府办公室
2024年4月8日

（此件公开发布）

邵阳市城市更新三年行动计划（2024—2026年）

为实施城市更新行动，制定本计划。
"""


def told(found: Document) -> tuple[str, str | None, list[str], str | None]:
    """Title, number, issuers and date of a document."""
    return found.title, found.number, [named.printed for named in found.issuers], found.issued


def period(head: str, tail: str = "") -> tuple[str | None, str | None]:
    """Start and end of a paper's period."""
    found = document(head, tail)
    return found.period_start, found.period_end


def test_h1_notice_and_plan_in_one_text() -> None:
    """A covering notice and its plan are one document, titled as the plan (H1)."""
    found = document(NOTICE)
    assert told(found) == (
        "邵阳市城市更新三年行动计划（2024—2026年）", "邵政办发〔2024〕12号", ["邵阳市人民政府办公室"], "2024-04-08",
    )  # fmt: skip
    assert found.notice_title == NOTICE.splitlines()[0]
    assert (found.jurisdiction_name, found.access_note) == ("邵阳市", "此件公开发布")
    assert (found.period_start, found.period_end) == ("2024", "2026")


def test_h1_notice_of_a_headline_that_ends_with_the_paper() -> None:
    """A headline 印发《…》 without 的通知 is a notice as well (H1)."""
    found = document(
        "中共中央办公厅 国务院办公厅印发《乡村建设行动实施方案》\n\n新华社北京5月23日电。全文如下。"
    )
    assert found.title == "乡村建设行动实施方案"
    assert [named.printed for named in found.issuers] == ["中共中央办公厅", "国务院办公厅"]


def test_h1_false_friend_a_notice_that_a_task_names() -> None:
    """A notice that a task speaks of is not that of the plan (H1)."""
    plan = read(
        "邵阳市城市更新实施方案\n一、重点任务\n（一）发文。市住建局关于印发管网改造计划的通知，要抓好落实。（市住建局负责）\n"
    )
    assert (plan.document.title, plan.document.notice_title) == ("邵阳市城市更新实施方案", None)


@pytest.mark.parametrize(
    "title",
    ["常熟市推进数字乡村建设行动方案", "关于加快民宿产业发展的若干意见", "遂昌县茶产业提升工作要点", "肇东市促进大豆加工十条政策"],
)  # fmt: skip
def test_h2_no_cover_notice(title: str) -> None:
    """A title and a preamble are the whole head of many a plan (H2)."""
    found = document(f"{title}\n\n为推进工作，制定本方案。")
    assert told(found) == (title, None, [], None)
    assert found.notice_title is None


@pytest.mark.parametrize(
    "line", ["为做好工作，制定本方案。", "结合我市实际，现提出以下实施意见。", "附件：邵阳市管网改造方案"]
)  # fmt: skip
def test_h2_false_friend_a_line_that_ends_like_a_title(line: str) -> None:
    """A sentence of the preamble and the name of an attachment are no titles (H2)."""
    assert document(f"邵阳市城市更新实施方案\n{line}").title == "邵阳市城市更新实施方案"


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("泰顺县人民政府关于加快廊桥保护利用的实施意见", "泰顺县人民政府关于加快廊桥保护利用的实施意见"),
        ("中共泰顺县委 泰顺县人民政府关于加快廊桥保护利用的实施意见", "中共泰顺县委泰顺县人民政府关于加快廊桥保护利用的实施意见"),
        ("泰顺县人民政府关于做好春耕生产工作的通知", "泰顺县人民政府关于做好春耕生产工作的通知"),
    ],
)  # fmt: skip
def test_h3_the_notice_is_the_plan(opening: str, title: str) -> None:
    """Addressees, 现提出如下意见, signature and date may stand before the first section (H3)."""
    found = document(
        f"{opening}\n各乡镇人民政府，县政府直属各单位：\n为做好工作，现提出如下意见。\n泰顺县人民政府\n2023年5月7日"
    )
    assert told(found) == (title, None, ["泰顺县人民政府"], "2023-05-07")


def test_h3_false_friend_a_notice_that_carries_a_plan() -> None:
    """Where the notice names another paper, that paper is the plan (H3)."""
    head = "泰顺县人民政府关于印发泰顺县廊桥保护实施意见的通知\n各乡镇人民政府：\n现印发给你们。"
    assert document(head).title == "泰顺县廊桥保护实施意见"


@pytest.mark.parametrize(
    "tail",
    [
        "\n邵阳市人民政府\n2024年3月5日\n",
        "\n　　　　　　　　邵阳市人民政府\n　　　　　　　　2024年3月5日\n（此件公开发布）\n",
        "\n附件：1.任务分工表\n2.指标表\n\n邵阳市人民政府\n2024年3月5日\n",
        "\n邵阳市人民政府\n2024年3月5日\n\n附件1\n任务分工表\n| 序号 | 任务 | 责任单位 |\n| --- | --- | --- |\n| 1 | 改造管网 | 市住建局 |\n",
    ],
)  # fmt: skip
def test_h4_signature_at_the_end(tail: str) -> None:
    """Signature and date may stand behind the last section, before attachments (H4)."""
    found = document("邵阳市城市更新实施方案", tail)
    assert told(found) == ("邵阳市城市更新实施方案", None, ["邵阳市人民政府"], "2024-03-05")


def test_h4_false_friend_a_date_in_the_last_sentence() -> None:
    """A last sentence that ends with a date signs nothing (H4)."""
    found = document(
        "邵阳市城市更新实施方案",
        "三、附则\n市住建局要总结经验，报市人民政府，时间为2024年3月5日。\n",
    )
    assert told(found)[2:] == ([], None)  # fmt: skip


@pytest.mark.parametrize(
    "signature",
    [
        "邵阳市教育局\n邵阳市财政局\n邵阳市残疾人联合会",
        "邵阳市教育局　　邵阳市财政局　　邵阳市残疾人联合会",
        "邵阳市教育局、邵阳市财政局、邵阳市残疾人联合会",
        "邵阳市教育局　邵阳市财政局\n邵阳市残疾人联合会",
    ],
)
def test_h5_joint_issue(signature: str) -> None:
    """Several bodies above one date, each on a line or side by side, all issue the plan (H5)."""
    assert issuers(f"邵阳市特殊教育提升方案\n\n{signature}\n2023年9月1日") == [
        "邵阳市教育局", "邵阳市财政局", "邵阳市残疾人联合会",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("中共邵阳市委\n邵阳市人民政府", ["中共邵阳市委", "邵阳市人民政府"]),
        ("中共邵阳市委办公室　邵阳市人民政府办公室", ["中共邵阳市委办公室", "邵阳市人民政府办公室"]),
        ("教育部 国家发展改革委 财政部", ["教育部", "国家发展改革委", "财政部"]),
    ],
)  # fmt: skip
def test_h5_party_and_government(signature: str, names: list[str]) -> None:
    """Party committee and government, or ministries, sign together (H5)."""
    assert issuers(f"乡村治理实施方案\n\n{signature}\n2023年9月1日") == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("邵阳市人力资源和社会保障局", "邵阳市人力资源和社会保障局"),
        ("邵阳市新闻出版（版权）局", "邵阳市新闻出版（版权）局"),
    ],
)
def test_h5_false_friend_one_body_with_a_long_name(line: str, name: str) -> None:
    """和 and brackets inside a name part no bodies (H5)."""
    assert issuers(f"邵阳市技能提升方案\n\n{line}\n2023年9月1日") == [name]


@pytest.mark.parametrize("note", ["（市财政局代章）", "（代章）", "(印章)", "（盖章）"])
def test_h6_a_note_on_the_seal(note: str) -> None:
    """A note on the seal behind a signature is no part of the name (H6)."""
    assert issuers(f"邵阳市技能提升方案\n\n邵阳市人社局{note}\n2023年9月1日") == ["邵阳市人社局"]


def test_h6_false_friend_a_bracket_of_the_name() -> None:
    """A second name in brackets belongs to the signature (H6)."""
    assert issuers("邵阳市商标战略方案\n\n邵阳市市场监管局（知识产权局）\n2023年9月1日") == [
        "邵阳市市场监管局（知识产权局）"
    ]


@pytest.mark.parametrize(
    ("notice", "title"),
    [
        ("德化县人民政府关于印发《德化县陶瓷产业升级方案》的通知", "德化县陶瓷产业升级方案"),
        ("德化县人民政府关于印发德化县陶瓷产业升级方案的通知", "德化县陶瓷产业升级方案"),
        ("德化县人民政府关于印发德化县陶瓷产业升级方案（试行）的通知", "德化县陶瓷产业升级方案（试行）"),
        ("德化县人民政府关于发布德化县陶瓷产业促进办法的公告", "德化县陶瓷产业促进办法"),
        ("关于公布《德化县陶瓷产业升级方案（征求意见稿）》的公告", "德化县陶瓷产业升级方案（征求意见稿）"),
        ("德化县人民政府印发关于加快陶瓷出海若干措施的通知", "关于加快陶瓷出海若干措施"),
        ("德化县人民政府办公室转发县工信局德化县陶瓷产业升级方案的通知", "县工信局德化县陶瓷产业升级方案"),
        ("德化县人民政府关于印发《德化县陶瓷产业升级方案（第一批）》的通知（德政〔2023〕4号）", "德化县陶瓷产业升级方案（第一批）"),
    ],
)  # fmt: skip
def test_h7_the_title_in_a_notice(notice: str, title: str) -> None:
    """The plan's title stands in the notice, in 《》 or not, with its status in brackets (H7)."""
    assert document(f"{notice}\n各乡镇：\n现印发给你们。").title == title


def test_h7_a_cited_status_stays_in_the_title() -> None:
    """（试行） and （征求意见稿） on a line of their own belong to the title above (H7)."""
    assert (
        document("德化县陶瓷产业升级方案\n（征求意见稿）").title
        == "德化县陶瓷产业升级方案（征求意见稿）"
    )


def test_h7_false_friend_a_notice_about_work() -> None:
    """关于做好…工作的通知 carries no other title than its own (H7)."""
    title = "德化县人民政府关于做好陶瓷展会工作的通知"
    assert document(title).title == title


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("市政府办公室关于印发宿迁市十条措施的通知", ["市政府办公室"]),
        ("区政府关于印发翠屏区白酒产业方案的通知", ["区政府"]),
        ("白塔工业园区管委会印发《关于支持技改的若干措施》的通知", ["白塔工业园区管委会"]),
        ("教育部等五部门关于印发《县域高中振兴行动方案》的通知", ["教育部"]),
        ("民政部 国家发展改革委关于印发《养老服务行动方案》的通知", ["民政部", "国家发展改革委"]),
        ("黄石经济技术开发区·铁山区管委会关于印发产业升级方案的通知", ["黄石经济技术开发区·铁山区管委会"]),
        ("宜宾市翠屏区人民政府办公室\n关于印发翠屏区白酒产业方案的通知", ["宜宾市翠屏区人民政府办公室"]),
        ("德化县人民政府办公室文件\n德政办〔2023〕41号\n德化县陶瓷产业升级方案", ["德化县人民政府办公室"]),
    ],
)  # fmt: skip
def test_h8_the_issuer_at_the_head_of_the_title(head: str, names: list[str]) -> None:
    """Without a signature, what the title starts with, or stands above it, has issued it (H8)."""
    assert issuers(f"{head}\n各单位：\n现印发给你们。") == names


@pytest.mark.parametrize(
    "head",
    ["关于印发翠屏区白酒产业方案的通知", "翠屏区\n白酒产业发展方案", "翠屏区白酒产业发展方案"],
)
def test_h8_false_friend_a_title_without_issuer(head: str) -> None:
    """关于印发…, and a place that a title starts with, name no issuer (H8)."""
    assert issuers(head) == []


@pytest.mark.parametrize(
    "number",
    ["昆政办发〔2022〕1号", "邵政办规〔2024〕12号", "湘发改高技〔2026〕78号", "湘政函〔2023〕5号", "农办质〔2025〕1号", "工信部联规〔2024〕53号", "常教字〔2021〕108号"],
)  # fmt: skip
def test_h9_numbers(number: str) -> None:
    """Place, organ and kind, year in brackets, serial: the number of the paper (H9)."""
    assert document(f"邵阳市城市更新实施方案\n{number}").number == number


@pytest.mark.parametrize("line", ["预算编号〔2024〕", "第12号桥改造工程", "邵阳大道〔2024〕改造"])
def test_h9_false_friend_brackets_and_numbers(line: str) -> None:
    """A year in brackets and a serial apart are no number of a paper (H9)."""
    assert document(f"邵阳市城市更新实施方案\n{line}").number is None


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("邵政发[2013]5号", "邵政发[2013]5号"),
        ("邵政发【2024】3号", "邵政发【2024】3号"),
        ("邵政发（2024）3号", "邵政发（2024）3号"),
        ("邵政发﹝2024﹞3号", "邵政发﹝2024﹞3号"),
        ("邵政办发〔２０２０〕６号", "邵政办发〔２０２０〕６号"),
        ("邵政字 〔2019〕 84号", "邵政字〔2019〕84号"),
        ("邵政字〔2019〕84 号", "邵政字〔2019〕84号"),
        ("邵政字〔2019〕第84号", "邵政字〔2019〕第84号"),
        ("〔2026〕3号", "〔2026〕3号"),
        ("邵阳市人民政府令第10号", "邵阳市人民政府令第10号"),
        ("邵阳市人民政府令\n第10号", "邵阳市人民政府令第10号"),
        ("邵阳市生态环境局公告\n（第十二号）", "邵阳市生态环境局公告（第十二号）"),
        ("邵政发〔2024〕3号　　签发人：王某某", "邵政发〔2024〕3号"),
        ("文号：邵政发〔2024〕3号", "邵政发〔2024〕3号"),
    ],
)  # fmt: skip
def test_h10_variants_of_numbers(lines: str, number: str) -> None:
    """Other brackets, full-width figures, spaces, no organ, orders over two lines are numbers too (H10)."""
    assert document(f"{lines}\n邵阳市城市更新管理办法").number == number


def test_h10_the_issuer_of_an_order() -> None:
    """An order that a mayor signs is issued by the government at its head (H10)."""
    found = document(
        "贵阳市人民政府令\n第96号\n《贵阳市数据共享办法》已经审议通过，现予公布，自2023年7月1日起施行。\n市长：王某某\n2023年5月20日\n贵阳市数据共享办法"
    )
    assert told(found) == ("贵阳市数据共享办法", "贵阳市人民政府令第96号", ["贵阳市人民政府"], "2023-05-20")  # fmt: skip
    national = document("中华人民共和国国家发展和改革委员会令\n第15号\n电力监管办法")
    assert (national.number, national.jurisdiction) == ("中华人民共和国国家发展和改革委员会令第15号", "region/cn")  # fmt: skip


@pytest.mark.parametrize("line", ["第10号", "GB〔2024〕", "第三号公路〔2024〕"])
def test_h10_false_friend_a_serial_alone(line: str) -> None:
    """A serial that no order stands above is no number of this paper (H10)."""
    assert document(f"邵阳市城市更新管理办法\n{line}").number is None


@pytest.mark.parametrize(
    "head",
    [
        "邵政发〔2024〕3号\n邵阳市城市更新实施方案",
        "邵阳市城市更新实施方案\n邵政发〔2024〕3号",
        "邵阳市人民政府关于印发邵阳市城市更新实施方案的通知\n邵政发〔2024〕3号\n邵阳市城市更新实施方案",
        "邵阳市人民政府关于印发邵阳市城市更新实施方案的通知\n各县市区：\n邵政发〔2024〕3号\n现印发给你们。",
        "邵阳市城市更新实施方案（邵政发〔2024〕3号）",
        "邵阳市人民政府关于印发邵阳市城市更新实施方案的通知（邵政发〔2024〕3号）",
    ],
)
def test_h11_where_the_number_stands(head: str) -> None:
    """The number stands before, behind, between or inside titles; the title goes without it (H11)."""
    found = document(head)
    assert (found.title, found.number) == ("邵阳市城市更新实施方案", "邵政发〔2024〕3号")


def test_h11_false_friend_the_number_of_another_paper() -> None:
    """A number inside a sentence is that of the paper it stands behind (H11)."""
    assert (
        document("邵阳市城市更新实施方案\n根据湘政发〔2021〕15号文件精神，制定本方案。").number
        is None
    )


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("2022年9月29日", "2022-09-29"),
        ("２０２２年９月２９日", "2022-09-29"),
        ("2022 年 9 月 29 日", "2022-09-29"),
        ("一九九六年二月五日", "1996-02-05"),
        ("二○二五年一月二十日", "2025-01-20"),
        ("二〇二一年十二月", "2021-12"),
        ("（2023年3月15日）", "2023-03-15"),
        ("2024年6月1日印发", "2024-06-01"),
    ],
)
def test_h12_dates_of_issue(line: str, issued: str) -> None:
    """A line that is a date dates the paper, in any numerals, as far as it is printed (H12)."""
    assert document(f"邵阳市城市更新实施方案\n\n邵阳市人民政府\n{line}").issued == issued


def test_h12_the_date_of_signature_goes_first() -> None:
    """Of two dates that differ the one below the signature counts, not that of the imprint (H12)."""
    tail = "\n邵阳市人民政府\n2024年5月7日\n\n邵阳市人民政府办公室　　2024年5月14日印发\n"
    assert document("邵阳市城市更新实施方案", tail).issued == "2024-05-07"


@pytest.mark.parametrize(
    ("line", "names", "issued"),
    [
        ("（2023年3月2日市人民政府第5次常务会议通过）", ["市人民政府"], "2023-03-02"),
        ("（2023年3月2日市人民政府第5次常务会议通过　2023年3月10日邵阳市人民政府办公室印发）", ["邵阳市人民政府办公室"], "2023-03-10"),
        ("（2023年3月10日邵阳市人民政府公布）", ["邵阳市人民政府"], "2023-03-10"),
    ],
)  # fmt: skip
def test_h12_a_line_of_how_it_came_about(line: str, names: list[str], issued: str) -> None:
    """Of passing and issuing in brackets below the title the issue dates and signs the paper (H12)."""
    found = document(f"邵阳市促进消费若干措施\n{line}")
    assert told(found) == ("邵阳市促进消费若干措施", None, names, issued)


def test_h12_the_imprint_where_nothing_else_is_printed() -> None:
    """Body and date of the imprint date and sign a paper that has no signature (H12)."""
    tail = "\n抄送：市委各部门。\n邵阳市人民政府办公室　　　　2024年6月3日印发\n"
    assert told(document("邵阳市城市更新实施方案", tail))[2:] == (["邵阳市人民政府办公室"], "2024-06-03")  # fmt: skip


@pytest.mark.parametrize(
    "line", ["20xx年xx月xx日", "2024年　月　日", "自2024年7月1日起施行。", "据2024年3月5日讯"]
)
def test_h12_false_friend_dates_that_date_nothing(line: str) -> None:
    """A template, the day of force and the date of a report are no dates of issue (H12)."""
    assert document(f"邵阳市城市更新实施方案\n{line}").issued is None


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (
            "索引号：4305000001/2024-00123\n发文机关：邵阳市教育局\n成文日期：2024年02月01日\n标　　题：邵阳市教育局关于印发学前教育行动计划的通知\n发文字号：邵教发〔2024〕2号\n发布日期：2024年02月03日",
            ("学前教育行动计划", "邵教发〔2024〕2号", ["邵阳市教育局"], "2024-02-01"),
        ),
        (
            "索 引 号：000014349/2018-00222　主题分类：教育\n发文机关：邵阳市教育局　成文日期：2024-02-01\n发文字号：邵教发〔2024〕2号",
            ("学前教育行动计划", "邵教发〔2024〕2号", ["邵阳市教育局"], "2024-02-01"),
        ),
    ],
)  # fmt: skip
def test_h13_a_block_of_labels(block: str, found: tuple[str, str, list[str], str]) -> None:
    """Labels and values of a page tell number, issuer and date, whatever pads them (H13)."""
    assert told(document(f"{block}\n学前教育行动计划")) == found


def test_h13_false_friend_a_label_in_a_sentence() -> None:
    """A label inside a sentence of the preamble is none of the page's block (H13)."""
    found = document(
        "邵阳市学前教育行动计划\n各园应在门户网站公开信息，标题：应写明园名，文号：由园方编列。"
    )
    assert told(found)[:2] == ("邵阳市学前教育行动计划", None)


@pytest.mark.parametrize(
    ("block", "number"),
    [
        ("名称：邵阳市学前教育行动计划　文号：邵教发〔2024〕2号　发布机构：邵阳市教育局　发布时间：2024-02-03 14:04", "邵教发〔2024〕2号"),
        ("分类：教育\n文号：邵教发〔2024〕2号\n发布机构：邵阳市教育局\n来源：市教育局\n发布时间：2024-02-03 14:04", "邵教发〔2024〕2号"),
    ],
)  # fmt: skip
def test_h14_other_labels_on_one_line_or_each_on_its_own(block: str, number: str) -> None:
    """The block is read on one line and one pair a line; the time of publication dates nothing (H14)."""
    found = document(f"{block}\n邵阳市学前教育行动计划")
    assert (found.number, [named.printed for named in found.issuers]) == (number, ["邵阳市教育局"])
    assert found.issued is None


def test_h14_false_friend_an_empty_value() -> None:
    """A label with nothing behind it gives nothing (H14)."""
    found = document("文号：\n发布机构：\n成文日期：\n邵阳市学前教育行动计划")
    assert told(found) == ("邵阳市学前教育行动计划", None, [], None)


@pytest.mark.parametrize(
    "index", ["014236233/2023-01114", "11120000MB1908811Q/2020-04798", "000014349/2018-00222"]
)
def test_h15_index_numbers(index: str) -> None:
    """An index number is not the number of the paper, a topic no title (H15)."""
    found = document(f"索引号：{index}\n主题分类：卫生、体育\\医药管理\n邵阳市健康行动方案")
    assert told(found) == ("邵阳市健康行动方案", None, [], None)


def test_h15_false_friend_a_number_behind_the_index() -> None:
    """A number of the paper beside an index number is still read (H15)."""
    head = "索引号：014236233/2023-01114　发文字号：邵卫发〔2023〕8号\n邵阳市健康行动方案"
    assert document(head).number == "邵卫发〔2023〕8号"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("各县（市、区）人民政府，市政府各部门，省属以上驻泰各单位：", ["各县（市、区）人民政府", "市政府各部门", "省属以上驻泰各单位"]),
        ("各县(市)区人民政府、市级各有关部门、各开发(度假)区管委会:", ["各县(市)区人民政府", "市级各有关部门", "各开发(度假)区管委会"]),
        ("各旗、县、区人民政府，盟直各部门：", ["各旗、县、区人民政府", "盟直各部门"]),
        ("各镇人民政府、街道办事处，区级各部门：", ["各镇人民政府、街道办事处", "区级各部门"]),
        ("各县（市、区）人民政府（管委会）；市直及部省属驻甬各单位：", ["各县（市、区）人民政府（管委会）", "市直及部省属驻甬各单位"]),
        ("各省、自治区、直辖市人民政府，国务院各部委、各直属机构：", ["各省、自治区、直辖市人民政府", "国务院各部委、各直属机构"]),
        ("各乡镇人民政府（街道办事处），县府直属各单位：", ["各乡镇人民政府（街道办事处）", "县府直属各单位"]),
    ],
)  # fmt: skip
def test_h16_addressees(line: str, names: list[str]) -> None:
    """A line that ends in a colon names those it is sent to; they have no duty by that (H16)."""
    plan = read(f"邵阳市健康行动方案\n{line}\n{BODY}")
    assert [named.printed for named in plan.document.addressees] == names
    assert duties(plan) == {"一/(一)": ["市住建局"], "一/(二)": ["市人社局"]}


@pytest.mark.parametrize(
    "line", ["现将有关事项通知如下：", "具体内容如下：", "联系电话：0739-5300000"]
)
def test_h16_false_friend_a_colon_that_leads_on(line: str) -> None:
    """A sentence that leads on to what follows has no addressees (H16)."""
    assert document(f"邵阳市健康行动方案\n{line}").addressees == ()


@pytest.mark.parametrize(
    "tail",
    [
        "邵阳市数据局2026年5月25日发布，征求意见截止2026年6月24日。\n",
        "（邵阳市数据局　2026年5月25日）\n",
        "邵阳市数据局　2026年5月25日\n",
    ],
)
def test_h17_body_and_date_on_one_line(tail: str) -> None:
    """A last line with body and date stands for a signature (H17)."""
    found = document("邵阳市人工智能行动方案（征求意见稿）", tail)
    assert told(found)[2:] == (["邵阳市数据局"], "2026-05-25")


def test_h17_a_bracket_below_the_title() -> None:
    """Body and date in brackets below the title sign it and are no part of it (H17)."""
    found = document("邵阳市人工智能行动方案\n（邵阳市数据局　2026年5月25日）")
    assert told(found) == ("邵阳市人工智能行动方案", None, ["邵阳市数据局"], "2026-05-25")


def test_h17_false_friend_the_end_of_a_consultation() -> None:
    """The day on which a consultation ends dates nothing (H17)."""
    assert document("邵阳市人工智能行动方案", "征求意见截止2026年6月24日。\n").issued is None


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("本方案自2026年3月18日起施行,有效期至2028年12月31日。", ("2026-03-18", "2028-12-31")),
        ("本办法自2024年1月1日起施行，有效期5年。", ("2024-01-01", "2028-12-31")),
        ("本办法自2024年3月1日起实施，有效期三年。", ("2024-03-01", "2027-02-28")),
        ("本措施自2026年3月8日起实施，有效期截至2027年12月。", ("2026-03-08", "2027-12")),
        ("本措施自印发之日起施行，有效期至2026年12月31日。", (None, "2026-12-31")),
        ("本政策有效期为2024年1月1日至2026年12月31日。", ("2024-01-01", "2026-12-31")),
        ("规划期限为2021—2035年。", ("2021", "2035")),
        ("本规划基期为2020年，规划期为2021—2025年，展望至2035年。", ("2021", "2025")),
        ("本方案实施期限为2024年3月至2026年2月。", ("2024-03", "2026-02")),
    ],
)  # fmt: skip
def test_h18_force_and_expiry(clause: str, found: tuple[str | None, str | None]) -> None:
    """A clause of force and expiry, or of the term, gives the period that the title lacks (H18)."""
    assert period("邵阳市城市更新实施方案", f"三、附则\n{clause}\n") == found


@pytest.mark.parametrize(
    "clause",
    [
        "本办法自印发之日起施行,试行期一年。",
        "本办法自2024年1月1日起施行。",
        "食品有效期2年以上的企业可申报。",
        "租赁合同有效期不少于3年。",
    ],
)
def test_h18_false_friend_force_without_end(clause: str) -> None:
    """A start alone, a term without a date and the expiry of goods are no period (H18)."""
    assert period("邵阳市城市更新实施方案", f"三、附则\n{clause}\n") == (None, None)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("潍坊市海洋经济行动计划（2022—2025年）", ("2022", "2025")),
        ("潍坊市海洋经济行动计划(2022-2025年)", ("2022", "2025")),
        ("潍坊市海洋经济行动计划（2025～2028年）", ("2025", "2028")),
        ("潍坊市海洋经济三年行动计划（2026~2028年）", ("2026", "2028")),
        ("潍坊市海洋经济行动计划（2023年—2025年）", ("2023", "2025")),
        ("潍坊市海洋经济行动计划（2021年至2025年）", ("2021", "2025")),
        ("潍坊市海洋经济中长期规划（2021—2035）", ("2021", "2035")),
        ("潍坊市2024－2026年海洋经济行动计划", ("2024", "2026")),
        ("潍坊市2025年海洋经济工作要点", ("2025", "2025")),
        ("潍坊市海洋经济2025年度推进计划", ("2025", "2025")),
        ("潍坊市“十四五”海洋经济发展规划", ("2021", "2025")),
        ("潍坊市海洋经济发展“十五五”规划", ("2026", "2030")),
        ("潍坊市国民经济和社会发展第十四个五年规划和2035年远景目标纲要", ("2021", "2025")),
        ("潍坊市海洋经济行动计划\n（2022—2025年）", ("2022", "2025")),
    ],
)
def test_h19_the_period_in_the_title(title: str, found: tuple[str, str]) -> None:
    """Years, a year, 年度 or a five-year plan in the title are the plan's period (H19)."""
    assert period(title) == found


@pytest.mark.parametrize(
    "title",
    ["潍坊市海洋经济三年行动计划", "潍坊市2030年前碳达峰实施方案", "潍坊市海洋标准目录（2024年版）", "潍坊市面向2035年远景目标的海洋战略方案"],
)  # fmt: skip
def test_h19_false_friend_years_that_are_no_period(title: str) -> None:
    """Three years without a date, a deadline, an edition and a far horizon are no period (H19)."""
    assert period(title) == (None, None)


@pytest.mark.parametrize(
    ("preamble", "found"),
    [
        ("根据《国务院关于加强数字政府建设的指导意见》（国发〔2022〕14号），制定本方案。", [("国务院关于加强数字政府建设的指导意见", "国发〔2022〕14号")]),
        ("根据《意见》(中发[2021]1号)和《方案》（湘政办发【2021】 15 号）精神，制定本方案。", [("意见", "中发[2021]1号"), ("方案", "湘政办发【2021】15号")]),
        ("根据《数据安全法》《湖南省网络安全条例》和《邵阳市“十四五”规划（2026版）》，制定本方案。", [("数据安全法", None), ("湖南省网络安全条例", None), ("邵阳市“十四五”规划（2026版）", None)]),
        ("根据《国务院办公厅关于印发〈数据体系建设指南〉的通知》（国办函〔2022〕102号）。", [("国务院办公厅关于印发〈数据体系建设指南〉的通知", "国办函〔2022〕102号")]),
        ("根据《国务院办公厅关于印发《数据体系建设指南》的通知》（国办函〔2022〕102号）。", [("国务院办公厅关于印发《数据体系建设指南》的通知", "国办函〔2022〕102号")]),
        ("根据《关于推动绿色发展的意见》（中办发〔2021〕37号，以下简称《意见》），按照《意见》要求，制定本方案。", [("关于推动绿色发展的意见", "中办发〔2021〕37号")]),
        ("依据《防治规定》（市政府令第347号）、《监测办法》（市人大常委会公告第3号）。", [("防治规定", "市政府令第347号"), ("监测办法", "市人大常委会公告第3号")]),
        ("落实《民法典》和《政府工作报告》，执行《幼儿园建设标准》（GB 50180—2018）。", [("民法典", None), ("政府工作报告", None), ("幼儿园建设标准", None)]),
    ],
)  # fmt: skip
def test_h20_cites(preamble: str, found: list[tuple[str, str | None]]) -> None:
    """Every 《》 that names another paper is a cite, with the number in the bracket behind it (H20)."""
    assert cites(preamble) == found


@pytest.mark.parametrize(
    "task",
    ["贯彻《湖南省物业条例》。", "修订《湖南省物业条例》。", "抓好《湖南省物业条例》宣贯。", "推进《湖南省物业条例》立法。", "出台《湖南省物业条例》实施细则。"],
)  # fmt: skip
def test_h20_cites_in_tasks(task: str) -> None:
    """A task that applies, amends or details a paper cites it (H20)."""
    assert cited_in_task(task) == ["湖南省物业条例"]


@pytest.mark.parametrize(
    "task",
    ["制定《邵阳市物业办法》《邵阳市维修基金细则》。", "研究起草《邵阳市物业办法》。", "推动《邵阳市物业办法》出台。", "编印《防灾手册》，演出话剧《老街条例》。", "拍摄《古城故事》。"],
)  # fmt: skip
def test_h20_false_friend_papers_to_be_made_and_works(task: str) -> None:
    """Papers that a task is to write, books and shows are no cites (H20)."""
    assert cited_in_task(task) == []


def test_h21_abbreviations() -> None:
    """A short name that the preamble gives is neither a cite nor a title (H21)."""
    found = document(
        "邵阳市一人公司发展方案\n为支持一人公司（以下简称OPC）发展，落实《促进OPC发展行动计划》（以下简称《计划》），制定《邵阳市一人公司发展方案》（以下简称《方案》）。《计划》要求抓好落实。"
    )
    assert found.title == "邵阳市一人公司发展方案"
    assert [cite.title for cite in found.cites] == ["促进OPC发展行动计划"]


def test_h21_false_friend_a_paper_with_a_short_title() -> None:
    """A short title that no paper was given is a title (H21)."""
    assert cites("根据《条例》和《实施办法》，制定本方案。") == [("条例", None), ("实施办法", None)]


MINISTRIES = [
    "商务部",
    "国家发展改革委",
    "教育部",
    "科技部",
    "民政部",
    "财政部",
    "自然资源部",
    "农业农村部",
    "文化和旅游部",
    "市场监管总局",
]


def test_h5_many_ministries_sign_at_the_end() -> None:
    """However many bodies sign on lines of their own at the end, all issue the plan (H5)."""
    text = "商务部等十部门关于促进县域消费的通知\n\n各省商务主管部门：\n\n一、加强管理。管理市场。\n\n二、做好服务。服务企业。\n\n"
    assert issuers(text + "\n".join(MINISTRIES) + "\n2024年10月28日\n") == MINISTRIES


def test_h5_false_friend_bodies_listed_in_the_last_item() -> None:
    """Bodies that the last item lists for another use, apart from the signature, sign nothing (H5)."""
    text = "商务部等十部门关于促进县域消费的通知\n\n一、加强管理。管理市场。\n\n二、做好服务。联系下列单位：\n"
    listed = "\n".join(f"{body}。" for body in MINISTRIES)
    assert issuers(f"{text}{listed}\n以上单位要做好服务。\n商务部\n2024年10月28日\n") == ["商务部"]
