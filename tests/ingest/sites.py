"""Pages as the content systems of Chinese governments write them around the text of a plan."""

import html
from collections.abc import Callable, Sequence

Pairs = Sequence[tuple[str, str]]

NAV = (
    '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li>'
    '<li><a href="/hd">互动交流</a></li></ul>'
)
FOOT = (
    "<div class='foot'><p>主办单位：某市人民政府办公室　承办单位：某市大数据中心</p>"
    "<p>网站标识码：5301000001　滇ICP备05000002号　滇公网安备 53010202000123号</p></div>"
)
SHARE = "<div class='bdsharebuttonbox'>分享到：<a>微信</a><a>微博</a></div>"
TOOLS = "<div class='tools'>字体：【<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a></div>"
RELATED = (
    "<div class='relat'><h3>相关文档</h3><ul><li><a>图解：一图读懂行动方案</a></li>"
    "<li><a>政策解读</a></li><li><a>新闻发布会</a></li></ul></div>"
)


def head(title: str, site: str, extra: str = "") -> str:
    """The head of a page with the names that the national standard asks for."""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}_{site}</title>"
        f"<meta name='SiteName' content='{site}'><meta name='ArticleTitle' content='{title}'>"
        f"<meta name='ColumnName' content='政府文件'>{extra}"
        "<style>p{text-indent:2em}</style><script>var a='责任单位：市坏局';</script></head>"
    )


def trs(title: str, pairs: Pairs, body: str) -> str:
    """TRS: the text in ``TRS_Editor``, the metadata in a table of two pairs a row."""
    cells = [f"<td><b>{label}</b></td><td>{value}</td>" for label, value in pairs]
    rows = "".join(f"<tr>{''.join(cells[at : at + 2])}</tr>" for at in range(0, len(cells), 2))
    return (
        f"{head(title, '某市人民政府')}<body>{NAV}<div class='crumb'>当前位置：<a>首页</a>&gt;"
        f"<a>政府文件</a></div><table class='xxgk_table'>{rows}</table>{TOOLS}<div class='xl-nr'>"
        "<div class='trs_editor_view TRS_UEDITOR trs_paper_default'><style>.TRS_Editor P{margin:0}"
        f"</style><div class='Custom_UnionStyle'>{body}</div></div></div>{SHARE}{RELATED}{FOOT}"
        "</body></html>"
    )


def jcms(title: str, pairs: Pairs, body: str) -> str:
    """Jcms: the text between two marks in ``zoom``, padded labels in a list."""
    listed = "".join(
        f"<li><span class='fl'>{label[:1]}　{label[1:]}：</span><span>{value}</span></li>"
        for label, value in pairs
    )
    return (
        f"{head(title, '某市人民政府')}<body><form id='form1'>{NAV}<div class='weizhi'>当前位置："
        f"<a>首页</a></div><ul class='xxgk-list'>{listed}</ul><h1>{title}</h1>"
        "<div class='ly'>发布日期：2024-03-05 10:21　浏览次数：<span id='freq'></span> 字号："
        "[ <a>大</a> <a>中</a> <a>小</a> ]</div><!--<$[信息内容]>begin--><div id='zoom'><!--ZOOM-->"
        f"<meta name='ContentStart'/>{body}<meta name='ContentEnd'/><!--/ZOOM--></div>"
        f"<!--<$[信息内容]>end--></form>{SHARE}<a>【关闭】</a><a>【打印】</a>{FOOT}</body></html>"
    )


def boda(title: str, pairs: Pairs, body: str) -> str:
    """博达: the text in ``vsb_content``, its attachments in a list below, counters in scripts."""
    line = "　".join(f"{label}：{value}" for label, value in pairs)
    return (
        f"{head(title, '某市人民政府')}<body>{NAV}<form name='_newscontent_fromname'>"
        f"<h2 align='center'>{title}</h2><div class='sj'>{line}　点击数：<script>_showDynClicks()"
        "</script></div><div id='vsb_content_501'><div class='v_news_content'>"
        f"{body}</div></div><div id='div_vote_id'></div>"
        "<ul style='list-style-type:none;'><li>附件【<a>任务分解表.docx</a>】已下载"
        "<span id='nattach1'>12</span>次</li></ul><p class='prev'>上一条：<a>关于开展检查的通知</a>"
        f"</p><p>下一条：<a>关于召开会议的通知</a></p></form>{FOOT}</body></html>"
    )


def ucap(title: str, pairs: Pairs, body: str) -> str:
    """开普: the text in ``UCAP-CONTENT``, tables of layout around it, metadata in a table."""
    rows = "".join(
        f"<tr><td width='15%'>{'&nbsp;'.join(label)}：</td><td>{value}</td></tr>"
        for label, value in pairs
    )
    return (
        f"{head(title, '某市人民政府')}<body><table><tr><td>{NAV}</td></tr></table>"
        f"<div class='wrap'><table class='bd1'>{rows}</table><table width='100%'><tr><td>"
        f"<div class='pages_content' id='UCAP-CONTENT'><ucapcontent>{body}</ucapcontent></div>"
        f"</td></tr></table><div class='editor'>责任编辑：张三</div></div>{SHARE}{RELATED}{FOOT}"
        "</body></html>"
    )


def unknown(title: str, pairs: Pairs, body: str) -> str:
    """A system that nobody knows: no class that tells anything, all in tables."""
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in pairs)
    return (
        f"{head(title, '某市人民政府')}<body><table><tr><td>{NAV}</td></tr><tr><td><table>{rows}"
        f"</table></td></tr><tr><td><div>{title}</div><div>{body}</div></td></tr><tr><td>{FOOT}"
        "</td></tr></table></body></html>"
    )


SYSTEMS: dict[str, Callable[[str, Pairs, str], str]] = {
    "trs": trs,
    "jcms": jcms,
    "boda": boda,
    "ucap": ucap,
    "unknown": unknown,
}


def spans(words: str) -> str:
    """A paragraph with its words in pieces of style, as an office program exports them."""
    pieces = [words[at : at + 7] for at in range(0, len(words), 7)]
    inner = "".join(f"<span style='font-family:仿宋'>{html.escape(one)}</span>" for one in pieces)
    return f"<p class=MsoNormal style='text-indent:32pt'>{inner}<o:p></o:p></p>\n"
