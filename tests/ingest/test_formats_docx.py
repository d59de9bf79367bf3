"""DOCX: automatic numbers as Word shows them, tables, text boxes, tracked changes, places."""

from pathlib import Path

import pytest
from docx import Document

from plangraph.ingest.docx_numerals import numeral
from plangraph.ingest.source import Source, place_of, source_from_bytes
from plangraph.ontology.errors import UnreadableFileError
from tests.ingest.wordfile import (
    PLAN,
    W,
    add_list,
    appended,
    numbered,
    replaced,
    saved,
    styled_list,
    with_lists,
)

PLAN_TEXT = Path(__file__).parent.parent / "plans" / "f2-kunming-digital-invented.txt"


def read(raw: bytes) -> Source:
    """The source of a DOCX file."""
    return source_from_bytes(raw, "方案.docx")


def lines(raw: bytes) -> list[str]:
    """The lines of a DOCX file that hold words."""
    return [line for line in read(raw).text.split("\n") if line]


def test_a_plan_reads_as_its_text_does() -> None:
    """A plan typed into Word gives the lines of the text file."""
    words = [line.strip() for line in PLAN_TEXT.read_text("utf-8").split("\n") if line.strip()]
    document = Document()
    for line in words:
        document.add_paragraph(f"\u3000\u3000{line}")
    assert [line.strip() for line in lines(saved(document))] == words


def test_chinese_numbers_of_a_list() -> None:
    """A list of several levels counts 一、 （一） 1. and starts lower levels anew."""
    document = with_lists(PLAN)
    for level in (0, 1, 2, 2, 1, 0, 1, 2):
        numbered(document.add_paragraph(f"第{level}级"), 1, level)
    assert lines(saved(document)) == [
        "一、第0级",
        "（一）第1级",
        "1. 第2级",
        "2. 第2级",
        "（二）第1级",
        "二、第0级",
        "（一）第1级",
        "1. 第2级",
    ]


def test_a_level_that_runs_on_n5() -> None:
    """N5: a level that is told never to start again counts on across chapters."""
    document = with_lists(PLAN)
    level = document.part.numbering_part.element[0][1]
    level.insert(3, level.makeelement(level.tag.replace("lvl", "lvlRestart"), {}))
    level[3].set(level[3].tag.replace("lvlRestart", "val"), "0")
    for at in (0, 1, 1, 0, 1):
        numbered(document.add_paragraph("项"), 1, at)
    assert lines(saved(document)) == ["一、项", "（一）项", "（二）项", "二、项", "（三）项"]


def test_numbers_through_styles() -> None:
    """A style, or the style that it is based on, numbers paragraphs that say nothing themselves."""
    document = with_lists(PLAN)
    styled_list(document, "Heading 1", 1, 0)
    styled_list(document, "Heading 2", 1, 1)
    document.styles.add_style("二级", 1).base_style = document.styles["Heading 2"]
    for style in ("Heading 1", "Heading 2", "二级", "Normal", "Heading 1"):
        document.add_paragraph("标题", style=style)
    assert lines(saved(document)) == ["一、标题", "（一）标题", "（二）标题", "标题", "二、标题"]


def test_a_paragraph_can_switch_its_style_off() -> None:
    """A paragraph with list 0 has no number though its style gives one."""
    document = with_lists(PLAN)
    styled_list(document, "Heading 1", 1, 0)
    document.add_paragraph("甲", style="Heading 1")
    numbered(document.add_paragraph("乙", style="Heading 1"), 0, 0)
    document.add_paragraph("丙", style="Heading 1")
    assert lines(saved(document)) == ["一、甲", "乙", "二、丙"]


def test_lists_over_one_definition() -> None:
    """Two lists over one definition count on, but one that says so starts again."""
    document = with_lists(PLAN)
    add_list(document, 2, 1)
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    add_list(document, 3, 1, again)
    for name in (1, 1, 2, 3, 3):
        numbered(document.add_paragraph("项"), name, 0)
    assert lines(saved(document)) == ["一、项", "二、项", "三、项", "一、项", "二、项"]


def test_levels_shown_together() -> None:
    """A number of several levels shows those above; 第一章 has its words."""
    document = with_lists([("chineseCounting", "第%1章 "), ("decimal", "%1.%2")])
    document.part.numbering_part.element[0][1].append(
        document.part.numbering_part.element.makeelement(
            document.part.numbering_part.element.tag.replace("numbering", "isLgl"), {}
        )
    )
    for level in (0, 1, 1):
        numbered(document.add_paragraph("总则"), 1, level)
    assert lines(saved(document)) == ["第一章 总则", "1.1 总则", "1.2 总则"]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "taiwaneseCountingThousand", "一百一十"),
        (1001, "chineseCounting", "一千零一"),
        (12, "ideographDigital", "一二"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"),
        (25, "decimalEnclosedCircle", "25"),
        (3, "ideographTraditional", "丙"),
        (13, "ideographZodiac", "子"),
        (14, "upperRoman", "XIV"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (0, "chineseCounting", "〇"),
        (12345, "chineseCounting", "12345"),
        (5, "unheard-of", "5"),
    ],
)
def test_forms_of_numbers(number: int, form: str, printed: str) -> None:
    """Each form that Word counts with is written as Word writes it."""
    assert numeral(number, form) == printed


def test_a_table_of_tasks_with_merged_cells_r13() -> None:
    """R13: merged cells are repeated in each row, a head of two rows is one, numbers count."""
    document = with_lists([("decimal", "%1")])
    table = document.add_table(rows=4, cols=4)
    rows = [("", "", "责任单位", ""), ("", "", "牵头单位", "配合单位")]
    rows += [("", "建设平台", "市科技局\n市财政局", "各县区"), ("", "培育|企业", "市工信局", "")]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0)).text = "序号"
    table.cell(0, 1).merge(table.cell(1, 1)).text = "重点任务"
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(2, 3).merge(table.cell(3, 3))
    for row in (2, 3):
        numbered(table.cell(row, 0).paragraphs[0], 1, 0)
    assert [line.replace(" |", "|") for line in lines(saved(document))] == [
        "| 序号| 重点任务| 牵头单位（责任单位）| 配合单位（责任单位）|",
        "| ---| ---| ---| ---|",
        "| 1| 建设平台| 市科技局；市财政局| 各县区|",
        "| 2| 培育\\|企业| 市工信局| 各县区|",
    ]


def test_a_table_that_frames_text() -> None:
    """A table with one cell is a frame: its paragraphs are lines, numbers and all."""
    document = with_lists(PLAN)
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "实施方案"
    numbered(cell.add_paragraph("总体要求"), 1, 0)
    assert lines(saved(document)) == ["实施方案", "一、总体要求"]


def test_text_box_and_header_come_first_h11() -> None:
    """H11: the issuing body's mark and the number come first from header or text box, once."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "昆明市人民政府办公室文件"
    document.add_paragraph("关于印发方案的通知")
    box = (
        "<mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r>"
        "<w:t>昆政办发〔2022〕1号</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>昆政办发〔2022〕1号</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    appended(document, f"<w:p {W} {mc}><w:r>{box}</w:r><w:r><w:t>各单位：</w:t></w:r></w:p>")
    assert lines(saved(document)) == [
        "昆明市人民政府办公室文件",
        "昆政办发〔2022〕1号",
        "关于印发方案的通知",
        "各单位：",
    ]


def test_a_running_header_is_left_out_h11() -> None:
    """H11, false friend: a header that repeats the title of a section is not part of the text."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "第3页 数字经济行动方案"
    document.add_paragraph("一、目标")
    assert lines(saved(document)) == ["一、目标"]


def test_tracked_changes() -> None:
    """What was deleted is left out, what was inserted is read, in paragraphs and in rows."""
    document = Document()
    appended(
        document,
        f'<w:p {W}><w:r><w:t>到2025年</w:t></w:r><w:del w:id="1"><w:r><w:delText>100家</w:delText>'
        '</w:r></w:del><w:ins w:id="2"><w:r><w:t>120家</w:t></w:r></w:ins></w:p>',
    )
    assert lines(saved(document)) == ["到2025年120家"]


def test_breaks_symbols_fields_and_hidden_text() -> None:
    """Line breaks are lines, symbols characters; codes of fields and hidden text are not seen."""
    document = Document()
    appended(
        document,
        f'<w:p {W}><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:sym w:font="Wingdings" w:char="F0FE"/>'
        "</w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:sdt><w:sdtContent><w:r><w:t>三</w:t>"
        "</w:r></w:sdtContent></w:sdt><w:r><w:rPr><w:vanish/></w:rPr><w:t>四</w:t></w:r></w:p>",
    )
    assert lines(saved(document)) == ["一", "二☑三"]


def test_footnotes_stand_at_the_end() -> None:
    """Notes are written behind the text."""
    document = Document()
    document.add_paragraph("一、目标")
    raw = saved(document)
    raw = replaced(
        raw,
        "word/footnotes.xml",
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>指规模以上。</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>",
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://x/footnotes" Target="footnotes.xml"/></Relationships>'
    )
    raw = replaced(raw, "word/_rels/document.xml.rels", rels)
    assert lines(raw) == ["一、目标", "注1：指规模以上。"]


def test_places_tell_paragraph_and_row() -> None:
    """The paragraph of any offset, or the row of a table, can be told."""
    document = Document()
    document.add_paragraph("一、目标")
    document.add_paragraph("")
    document.add_paragraph("二、任务")
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, [("任务", "单位"), ("建设", "市科技局")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    source = read(saved(document))

    def where(words: str) -> tuple[str, str]:
        place = place_of(source, source.text.index(words))
        assert place
        return place.kind, place.number

    assert where("目标") == ("paragraph", "1")
    assert where("二、") == ("paragraph", "3")
    assert where("市科技局") == ("table-row", "1.2")


def test_entities_are_refused() -> None:
    """A file whose XML declares entities is refused, before they unfold."""
    bomb = (
        '<!DOCTYPE w:document [<!ENTITY a "一"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    raw = replaced(saved(Document()), "word/document.xml", bomb)
    with pytest.raises(UnreadableFileError, match="declares entities"):
        read(raw)


def test_a_zip_bomb_is_refused() -> None:
    """A part that unfolds to hundreds of megabytes is refused at its limit."""
    raw = replaced(saved(Document()), "word/document.xml", b" " * (80 * 1024 * 1024))
    assert len(raw) < 1_000_000
    with pytest.raises(UnreadableFileError, match="unfolds to more"):
        read(raw)


def test_no_body_and_no_document() -> None:
    """An archive without a text is refused with advice."""
    raw = replaced(saved(Document()), "word/document.xml", f"<w:document {W}/>")
    with pytest.raises(UnreadableFileError, match="no body"):
        read(raw)
    with pytest.raises(UnreadableFileError, match="an Excel workbook"):
        read(replaced(saved(Document()), "xl/workbook.xml", "<workbook/>"))
