# ruff: noqa: E501  a Chinese character counts as two columns
"""Heads as people copy them from pages: titles in marks, labels that lost their colons, buttons.

Beside each form stands a text that only looks like it. Source: formats H1-H5, H13-H15.
"""

from typing import Any

from plangraph.ingest.facts import facts_json
from tests.ingest.reading import read

PLAN = """一、主要任务
(一)完善网络。新建站点5个。(责任单位:市商务局)
"""


def head(words: str, plan: str = PLAN) -> dict[str, Any]:
    """What is read of the document from some lines above a plan."""
    return dict(facts_json(read(words + plan))["document"])


def test_h1_a_notice_in_marks_behind_its_number_carries_the_title() -> None:
    """A notice that a page prints in 《》, its number in front, gives title and number (H1, H2)."""
    found = head("""滨政办发〔2031〕8号《滨州市人民政府办公室关于印发〈滨州市2031年冷链工作要点〉的通知》
各县(区)人民政府:
滨州市人民政府办公室
2031年4月2日
""")
    assert found["title"] == "滨州市2031年冷链工作要点"
    assert found["number"] == "滨政办发〔2031〕8号"


def test_h1_false_friend_a_paper_in_marks_that_is_no_notice() -> None:
    """A line that names another paper in 《》 is no title of the plan (H1)."""
    found = head("滨州市冷链物流行动计划\n鲁政发〔2030〕3号《山东省物流发展规划》\n")
    assert found["title"] == "滨州市冷链物流行动计划"
    assert found["number"] is None


def test_h3_a_broken_title_is_put_together_where_the_notice_tells_it() -> None:
    """Lines that together say the title that the notice carries are that title (H3)."""
    found = head("""临海市人民政府关于印发《全面提升港口能级加快海铁联运的实施方案》的通知
临海市人民政府
2031年3月5日
全面提升港口能级
加快海铁联运的实施方案
""")
    assert found["title"] == "全面提升港口能级加快海铁联运的实施方案"


def test_h3_false_friend_a_line_before_the_first_unit_that_ends_like_a_title() -> None:
    """A line that ends like a title is none where the notice's own title stands above it (H3)."""
    found = head("""运河市人民政府办公室关于印发运河市防汛体系责任分解的通知
运河市人民政府办公室
2031年4月13日
运河市防汛体系责任分解
防汛体系9个具体建设任务
""")
    assert found["title"] == "运河市防汛体系责任分解"


def test_h13_labels_of_one_line_that_lost_their_colons() -> None:
    """Two labels or more on a line give their values, though no colons stand behind them (H13)."""
    found = head("""安吉县绿道行动方案
索 引 号 MB12/2031-5 发文日期 2031-01-03
发布机构 安吉县交通运输局 文    号 安交〔2031〕1号
""")
    assert (found["number"], found["issued"]) == ("安交〔2031〕1号", "2031-01-03")
    assert found["issuers"] == ["安吉县交通运输局"]


def test_h13_false_friend_a_sentence_that_starts_with_a_label() -> None:
    """One label without a colon is a word of the text (H13)."""
    found = head("安吉县绿道行动方案\n来源 安吉县交通运输局提供的数据\n")
    assert found["issuers"] == []


def test_h13_labels_behind_bullets() -> None:
    """Labels that stand as items of a list on the page are read, too (H13)."""
    found = head("""• 索引号:67/2031-1
• 发布机构:岱山县人民政府办公室
• 生成日期:2031-03-23
岱山县渔港工作要点
""")
    assert found["issuers"] == ["岱山县人民政府办公室"]
    assert found["issued"] == "2031-03-23"


def test_h2_the_words_of_buttons_are_no_part_of_a_title() -> None:
    """The buttons of a page above the title are left out of it (H2)."""
    title = "宿迁市转发中心建设行动计划(2031—2033年)"
    assert head(f"点赞\n收藏\n转发\n\n{title}\n")["title"] == title


def test_h4_the_signature_between_a_notice_of_several_items_and_its_plan() -> None:
    """A notice with items of its own is signed below them, above the plan's title (H4)."""
    found = head("""区人民政府办公室关于印发2031年区防灾任务责任分解方案的通知
一、各责任单位要细化措施。
二、各责任单位要报送进展。

建邺区人民政府办公室
2031年1月3日
2031年区防灾任务责任分解方案
""")
    assert found["issuers"] == ["建邺区人民政府办公室"]
    assert (found["issued"], found["jurisdiction"]) == ("2031-01-03", "建邺区")


def test_h4_false_friend_a_date_between_items() -> None:
    """A date on a line of its own below which no title stands dates no plan (H4)."""
    found = head(
        "建邺区防灾方案\n",
        "一、节点\n建邺区人民政府\n2031年1月3日\n二、任务\n修渠。\n三、保障\n抓好。\n",
    )
    assert found["issued"] is None


def test_h5_a_label_in_quotation_marks_before_two_issuers() -> None:
    """What a page prints in quotation marks before the issuers of a title is none of them (H5)."""
    found = head(
        "“信息公开” 中共滨江区委办公室 滨江区人民政府办公室印发《滨江区夜市三年行动计划》的通知\n"
    )
    assert found["issuers"] == ["中共滨江区委办公室", "滨江区人民政府办公室"]


def test_h5_false_friend_a_bare_place_issues_nothing() -> None:
    """A place before 关于 in a title is no body that issues (H5)."""
    found = head("泰州关于印发泰州市夜市行动方案的通知\n")
    assert (found["issuers"], found["jurisdiction"]) == ([], "泰州市")


def test_h4_a_town_that_issues_its_plan_is_its_place() -> None:
    """A town is the place of the plan that its government issues (H4)."""
    words = "云溪镇夜间值守方案(2031-2032年)\n云溪镇人民政府\n2031年2月1日\n"
    assert head(words)["jurisdiction"] == "云溪镇"
    assert head(words.replace("云溪镇人民政府\n", ""))["jurisdiction"] is None


def test_i9_traditional_script_names_its_issuer() -> None:
    """關於 parts issuer and subject of a title as 关于 does (I9)."""
    found = head("安徽省人民政府關於印發安徽省驛站行動計畫實施方案的通知\n")
    assert found["issuers"] == ["安徽省人民政府"]


def test_h2_a_head_laid_out_in_a_table_without_its_marks() -> None:
    """The strokes that a page's table leaves around a title are no part of it (H2)."""
    title = "格尔木市人民政府办公室关于印发格尔木市沙尘应急预案的通知"
    assert head(f"| {title} | ||||||||\n|\n")["title"] == "格尔木市沙尘应急预案"


def test_i5_number_and_signature_in_a_line_that_was_run_together() -> None:
    """Number, issuer and date are found in a head that a copy made one line of (I5)."""
    found = head(
        "格尔木市人民政府办公室关于印发格尔木市沙尘应急预案的通知\n"
        "格政办〔2031〕79号 各街道办事处,市政府各部门: 《格尔木市沙尘应急预案》已经市政府同意,现印发给你们。"
        " 格尔木市人民政府办公室 2031年12月7日 格尔木市沙尘应急预案 "
    )
    assert found["number"] == "格政办〔2031〕79号"
    assert (found["issuers"], found["issued"]) == (["格尔木市人民政府办公室"], "2031-12-07")


def test_i5_false_friend_a_meeting_of_a_body_on_a_day() -> None:
    """A body and a day inside a sentence sign nothing (I5)."""
    found = head("格尔木市沙尘预案\n根据市人民政府办公室2031年12月7日会议要求,制定本预案。\n")
    assert found["issued"] is None


def test_h12_a_date_behind_the_note_of_access() -> None:
    """The day of issue may stand on the line of the access note (H12)."""
    found = head("""中共图们市委办公室
图们市人民政府办公室
(此件发至乡)                  2031年6月13日
图们市堤防工作方案
""")
    assert found["issued"] == "2031-06-13"
    assert found["issuers"] == ["中共图们市委办公室", "图们市人民政府办公室"]


def test_h7_the_place_whose_situation_a_plan_is_fitted_to() -> None:
    """Without a title the plan is of the place whose situation it is fitted to (H7)."""
    words = "根据《吉林省堤防实施方案》,结合{}实际,制定本工作方案。\n"
    assert head(words.format("长春市"))["jurisdiction"] == "长春市"
    assert head(words.format("我市"))["jurisdiction"] is None


def test_h5_a_title_below_two_lines_of_bodies() -> None:
    """The bodies that issue a paper together may fill several lines of its title (H5)."""
    found = head(
        "国家卫生健康委 教育部 财政部\n国家医保局 国家中医药局\n关于加强乡村护士培养工作的通知\n"
    )
    assert found["title"].endswith("国家中医药局关于加强乡村护士培养工作的通知")
    assert found["title"].startswith("国家卫生健康委")


def cited(words: str) -> list[tuple[str, str | None]]:
    """Title and number of each paper that a plan of 德清县 cites."""
    title = "德清县人民政府办公室关于印发《德清县蓝天行动计划实施方案》的通知\n德清县人民政府办公室\n2031年3月5日\n德清县蓝天行动计划实施方案\n"
    return [(row["title"], row["number"]) for row in head(title + words)["cites"]]


def test_h20_a_number_told_at_a_later_place_belongs_to_the_paper() -> None:
    """A paper named twice has the number that either place tells (H20)."""
    words = "落实《德清县防汛规划》。根据《德清县防汛规划》(德政发〔2030〕76号),制定方案。\n"
    assert cited(words) == [("德清县防汛规划", "德政发〔2030〕76号")]


def test_h20_two_papers_of_one_title_are_told_apart_by_their_numbers() -> None:
    """Papers of two bodies with one title and two numbers are two (H20)."""
    words = "根据国务院《关于做好护林工作的意见》(国发〔2030〕23号)和省政府《关于做好护林工作的意见》(浙政发〔2030〕21号)。\n"
    assert [number for _, number in cited(words)] == ["国发〔2030〕23号", "浙政发〔2030〕21号"]


def test_h20_the_paper_that_the_plan_carries_out_though_its_title_holds_it() -> None:
    """What stands in the middle of the plan's title is another paper (H20)."""
    assert cited("落实国务院《蓝天行动计划》。\n") == [("蓝天行动计划", None)]


def test_h20_false_friends_the_plan_itself_and_short_names() -> None:
    """The end of the plan's own title, its notice, and a short name are no cites (H20)."""
    words = "按照《蓝天行动计划实施方案》的要求,落实《德清县人民政府办公室关于印发〈德清县蓝天行动计划实施方案〉的通知》。\n"
    assert cited(words) == []
    assert cited("《德清县防汛规划》已印发,《规划》提出了任务。\n") == [("德清县防汛规划", None)]


def test_h12_a_year_in_chinese_numerals_with_the_zeros_of_figures() -> None:
    """二00六年 is a year, as it is with the zero of the numerals (H12)."""
    found = head("赣州市人民政府办公厅\n二00六年二月二十七日\n赣州市暴雪应急预案\n")
    assert found["issued"] == "2006-02-27"
