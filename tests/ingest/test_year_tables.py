# ruff: noqa: E501  a Chinese character counts as two columns
"""Tables of goals ruled by years, in their rows or in their heads; with tables that only look so.

Source: formats T12, T22.
"""

import pytest

from tests.ingest.reading import read

HEAD = "福建省方案（2025—2027年）\n福建省人民政府\n2025年3月1日\n一、目标\n"
BY_ROWS = """| 年度 | 养殖水体（万立方米） | 全产业链产值（亿元） | 备注 |
| --- | --- | --- | --- |
| 2024年（现状） | 72 | 180 | 3 |
| 2025年 | 90 | 210 | 4 |
| 2026年 | ≥120 | 260 | 5 |
"""
UNITS_BELOW = """| 年份 | 充电桩 | 换电站 | 责任单位 |
| --- | --- | --- | --- |
| 单位 | 万个 | 座 | |
| 2026 | 9 | 65 | 省能源局 |
"""
BY_HEADS = """| 序号 | 项目 | 单位 | 2025年 | 2026年 |
| --- | --- | --- | --- | --- |
| 1 | 充电桩 | 万个 | 3 | 6 |
| 2 | 换电站 | 座 | 新建平台5个 | 20以上 |
"""
CHANGES = """| 指标 | 单位 | 2024年 | 2027年 |
| --- | --- | --- | --- |
| 水土流失面积 | 平方公里 | 39800 | 较基期减少4200 |
| 农药使用量 | % | — | 累计下降5 |
"""


def targets(table: str) -> list[tuple[str, str, str, str, str | None]]:
    """Indicator, operator, figure, unit and year of each target of a plan that holds a table."""
    return [
        (row.indicator, row.operator.removeprefix("cmp-"), str(row.value), row.unit, row.due)
        for row in read(HEAD + table).targets
    ]


def test_t12_years_in_the_rows() -> None:
    """Where each row is a year, each column is an indicator in the unit of its head (T12)."""
    assert targets(BY_ROWS) == [
        ("养殖水体", "eq", "900000", "立方米", "2025"),
        ("全产业链产值", "eq", "21000000000", "元", "2025"),
        ("养殖水体", "ge", "1200000", "立方米", "2026"),
        ("全产业链产值", "eq", "26000000000", "元", "2026"),
    ]


def test_t12_a_row_of_units() -> None:
    """The units may stand in a row of their own under the heads (T12)."""
    assert targets(UNITS_BELOW) == [
        ("充电桩", "eq", "90000", "个", "2026"),
        ("换电站", "eq", "65", "座", "2026"),
    ]


def test_t22_years_in_the_heads() -> None:
    """Years head the columns of a table that calls nothing an indicator; words give nothing (T22)."""
    assert targets(BY_HEADS) == [
        ("充电桩", "eq", "30000", "个", "2025"),
        ("充电桩", "eq", "60000", "个", "2026"),
        ("换电站", "ge", "20", "座", "2026"),
    ]


def test_t22_changes_in_cells() -> None:
    """A cell may tell how much the indicator changes: 较基期减少4200, 累计下降5 (T22)."""
    assert targets(CHANGES) == [
        ("水土流失面积", "decrease-by", "4200", "平方公里", "2027"),
        ("农药使用量", "decrease-by", "5", "%", "2027"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| 年度 | 养殖产量（万吨） | 养殖户（户） |\n|---|---|---|\n| 2021年 | 4 | 300 |\n| 2022年 | 5 | 310 |\n",
        "| 年度 | 重点工作 | 里程碑 |\n|---|---|---|\n| 2025年 | 完善政策 | 完成立法 |\n| 2026年 | 总结经验 | 完成评估 |\n",
        "| 项目 | 2023年 | 2024年 |\n|---|---|---|\n| 充电桩（个） | 3 | 6 |\n| 换电站（座） | 4 | 7 |\n",
    ],
)
def test_t12_false_friends_of_tables_of_years(table: str) -> None:
    """Years before the plan tell what was reached, and cells of words tell no figure (T12, T22)."""
    assert targets(table) == []
