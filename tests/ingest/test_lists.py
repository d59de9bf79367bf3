# ruff: noqa: E501  a Chinese character counts as two columns
"""The grammar of lists of bodies, form by form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.ingest import lists
from plangraph.ingest.source import matching_view
from tests.ingest.reading import names_in

BUREAUX = ["市财政局", "市科技局", "市司法局", "市商务局", "市文化和旅游局", "市市场监管局"]

FORMS = [
    ("A1", "市科技局、市财政局，市城投集团；各区县人民政府", ["市科技局", "市财政局", "市城投集团", "各区县人民政府"]),
    ("A1", "市科技局,市财政局,市税务局", ["市科技局", "市财政局", "市税务局"]),
    ("A2", "省工业和信息化厅、科技厅、商务厅", ["省工业和信息化厅", "省科技厅", "省商务厅"]),
    ("A3", "省委网信办，省保密局、密码管理局，省公安厅、政务和数据局，省通信管理局", ["省委网信办", "省保密局", "省密码管理局", "省公安厅", "省政务和数据局", "省通信管理局"]),
    ("A4", "高新区、经开区管委会", ["高新区管委会", "经开区管委会"]),
    ("A4", "高新区、航天基地、空港新城管委会", ["高新区管委会", "航天基地管委会", "空港新城管委会"]),
    ("A4", "航天基地、市科技局", []),  # a base without a committee is no body
    ("A4", "各地粮食和储备、农业农村部门", ["各地粮食和储备部门", "各地农业农村部门"]),
    ("A4", "各地区、农业农村部门", ["各地区", "农业农村部门"]),
    ("A4", "各区、县级市", ["各区、县级市"]),
    ("A4", "深圳、东莞市政府", ["深圳市政府", "东莞市政府"]),
    ("A4", "五华区、盘龙区人民政府", ["五华区人民政府", "盘龙区人民政府"]),
    ("A4", "市发展改革、财政部门", ["市发展改革部门", "市财政部门"]),
    ("A4", "各县（市、区）人民政府、功能区管委会", ["各县（市、区）人民政府", "功能区管委会"]),
    ("A5", "市司法局、市市场监管局、市税务局等相关单位", ["市司法局", "市市场监管局", "市税务局"]),
    ("A5", "国务院办公厅、市场监管总局等国务院相关部门及各地区", ["国务院办公厅", "市场监管总局", "各地区"]),
    ("A5", "国务院相关部门及各地区", ["国务院相关部门", "各地区"]),
    ("A3", "区综合治理局、高新公安分局、公安分局", ["区综合治理局", "高新公安分局", "区公安分局"]),
    ("A6", "市新闻出版(版权)局", ["市新闻出版(版权)局"]),
    ("A6", "省市场监管局（省知识产权局）", ["省市场监管局（省知识产权局）"]),
    ("A6", "市委改革办〔市营商环境建设局〕", ["市委改革办〔市营商环境建设局〕"]),
    ("A6", "市政府办（金融）、市交通委（市道运局）", ["市政府办（金融）", "市交通委（市道运局）"]),
    ("A7", "县委组织部（人才办）、县委宣传部（网信办）", ["县委组织部（人才办）", "县委宣传部（网信办）"]),
    ("A18", "越秀区、市财政局", ["越秀区", "市财政局"]),
    ("A18", "杭州市政府", ["杭州市政府"]),
    ("A19", "市工作专班、县人工智能专班办公室", ["市工作专班", "县人工智能专班办公室"]),
    ("A19", "市“人工智能+”专项工作组、市领导小组办公室", ["市“人工智能+”专项工作组", "市领导小组办公室"]),
    ("A20", "市人力资源和社会保障局、市工业和信息化局", ["市人力资源和社会保障局", "市工业和信息化局"]),
    ("A20", "省文化广电和旅游厅", ["省文化广电和旅游厅"]),
    ("A20", "市科技局、市财政局和市税务局", ["市科技局", "市财政局", "市税务局"]),
    ("A20", "市科技局会同市财政局", ["市科技局", "市财政局"]),
    ("A20", "管委会相关部门及驻区单位", ["管委会相关部门", "驻区单位"]),
    ("A20", "市级各有关部门及各县市区政府", ["市级各有关部门", "各县市区政府"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "names"), [pytest.param(*row, id=f"{form} {row[0][:12]}") for form, *row in FORMS]
)
def test_forms_of_lists(words: str, names: list[str]) -> None:
    """A list names each body in full: prefix and head noun that it prints once belong to each."""
    assert names_in(words) == names


@pytest.mark.parametrize(
    "name",
    [
        # full, short and renamed: formats A8 and A9
        "市发展改革委", "市发改委", "市人力资源社会保障局", "市人社局", "市经信局", "市卫健委", "市住建局",
        "市经贸委", "市科创局", "市政务和数据局", "市数据局", "市国动办", "市法制办",
        # A10, A11: party bodies, courts, mass bodies
        "市委组织部", "市委网信办", "省委金融办", "市人才工作局", "省委国安办", "省法院", "省检察院",
        "团市委", "市工商联", "市科协", "市贸促会", "昆明仲裁委员会",
        # A12: central bodies in the province
        "广东金融监管局", "人行湖北省分行", "中国人民银行泰安市分行", "泰安金融监管分局", "市人行",
        "广东证监局", "海关总署广东分署", "广东海事局",
        # A13: state-owned firms and laboratories with an organ's word
        "武汉投控集团", "市金融投资集团", "县城投集团", "省电力公司", "之江实验室",
        # A14, A15, A16: groups, zone committees, vague ones
        "各市州人民政府", "有关市州人民政府", "各地级以上市人民政府", "各县区人民政府", "各区、县（市）政府",
        "各区〔县、市〕政府", "各区镇", "各有关区、县级市", "各省级人民政府", "市县政府", "市各功能区管委会",
        "开发园区管委会", "各开发（度假）区管委会", "自贸试验区昆明片区管委会", "横琴粤澳深度合作区执委会",
        "梅州高新区管委会", "高新区", "县经开区", "各有关单位", "省有关部门", "有关部门", "相关部门",
        "各项目牵头单位", "市直相关部门", "市级各有关部门",
        # ministries, with and without the nation before them
        "国家发展改革委", "发展改革委", "国家知识产权局", "知识产权局", "工业和信息化部", "工信部",
    ],
)  # fmt: skip
def test_kinds_of_bodies(name: str) -> None:
    """Every kind of body is read as one name, alone and before another (A8-A17)."""
    assert names_in(name) == [name]
    assert names_in(f"{name}，市财政局") == [name, "市财政局"]


def test_very_long_lists() -> None:
    """A list of 22 bodies with breaks of class reads like a short one (A21)."""
    names = [
        f"市{stem}局"
        for stem in (
            "财政",
            "科技",
            "司法",
            "商务",
            "水务",
            "农业农村",
            "生态环境",
            "统计",
            "审计",
            "税务",
            "应急",
        )
    ]
    assert names_in("、".join(names) + "，" + "、".join(reversed(names))) == [
        *names,
        *reversed(names),
    ]


@pytest.mark.parametrize(
    "tail", ["等", "等单位", "等部门", "等有关部门", "等相关单位", "等3个部门"]
)
def test_and_others_is_dropped(tail: str) -> None:
    """等 and what it counts name nobody (L1, A5)."""
    assert names_in(f"市科技局、市财政局{tail}") == ["市科技局", "市财政局"]


def test_a_star_marks_the_lead() -> None:
    """* before a name marks the lead and is no part of the name (L8)."""
    words = "*县人力社保局、县科技局"
    found = lists.read_list(words, words, 0, len(words))
    assert [(name.printed, name.starred) for name in found] == [
        ("县人力社保局", True),
        ("县科技局", False),
    ]


def test_a_note_that_widens_a_name() -> None:
    """（含…，下同） behind a name widens it and is no part of it (S4)."""
    assert names_in("市科技局，各区人民政府〈含开发区管委会,下同〉") == ["市科技局", "各区人民政府"]


def test_the_host_of_an_office() -> None:
    """A body in brackets behind an office of several is where the office sits (L17)."""
    words = "知识产权联席会议办公室（市市场监管局）"
    (found,) = lists.read_list(matching_view(words), words, 0, len(words))
    assert (found.printed, found.host) == ("知识产权联席会议办公室", "市市场监管局")


@pytest.mark.parametrize(
    "words",
    [
        "通过推动产业发展", "负责人、主要领导", "龙头企业和高校院所的人才", "市科技局、热心的人", "", "、",
        "2022年", "50万元", "符合条件的申报者", "进机关、进社区", "应当积极作为",
    ],
)  # fmt: skip
def test_what_is_no_list_of_bodies(words: str) -> None:
    """A stretch that holds anything but bodies is no list at all."""
    assert names_in(words) == []


@settings(deadline=None)  # the first look-up reads the tables
@given(st.lists(st.sampled_from(BUREAUX), min_size=1, max_size=8), st.data())
def test_separators_may_be_mixed(names: list[str], data: st.DataObject) -> None:
    """Names come out as they went in, whatever separators of either width stand between them."""
    words = names[0]
    for name in names[1:]:
        words += data.draw(st.sampled_from("、,，;；")) + name
    assert names_in(words) == names


@settings(deadline=None)  # the first look-up reads the tables
@given(st.text(alphabet="市省县区局委办厅、，；和及与各有关等(（）)〔〕*财政科技昆明高新管会"))
def test_names_stand_where_they_say(words: str) -> None:
    """Whatever a list looks like, its names lie in order inside it."""
    view = matching_view(words)
    at = 0
    for name in lists.read_list(view, words, 0, len(words)):
        assert at <= name.start < name.end <= len(words)
        at = name.end


def test_a_head_noun_behind_cities() -> None:
    """广州、深圳、东莞市政府 are three city governments (A4)."""
    assert names_in("广州、深圳、东莞市政府") == ["广州市政府", "深圳市政府", "东莞市政府"]


@pytest.mark.parametrize("ministry", ["工业和信息化部", "工信部", "财政部", "公安部"])
def test_a_ministry_takes_no_prefix(ministry: str) -> None:
    """A ministry behind a city's bureau stays a ministry: no city has a 部 of that name (A12, A17)."""
    assert names_in(f"市财政局，{ministry}") == ["市财政局", ministry]
