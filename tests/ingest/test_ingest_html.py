"""Pages as they are found: what is article and what is not, as what, and in which order."""

# ruff: noqa: E501 — markup reads better on one line
from __future__ import annotations

import pytest

from pipeline.ingest.extracted import Extracted
from pipeline.ingest.html.reader import read_html
from pipeline.settings import IngestSettings

ONE = "互联网治理论坛在自下而上的框架内讨论互联网治理问题，各方都应该参与进来。"
TWO = "小岛屿发展中国家在实现有意义的访问方面面临着独特的挑战，数字鸿沟正在加深。"
THREE = "应通过分享最佳做法和协调年度活动的时间安排，加强国家和区域之间的合作。"


def read(page: str, encoding: str = "utf-8") -> Extracted:
    return read_html(page.encode(encoding), IngestSettings())


def found(page: str) -> list[tuple[str, str]]:
    return [(block.tag or "", block.text.removesuffix("\n")) for block in read(page).blocks]


def body(inside: str, title: str = "") -> str:
    return f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>{inside}</body></html>"


def article(inside: str) -> str:
    return body(f"<main><article><p>{ONE}</p>{inside}<p>{TWO}</p></article></main>")


INSIDE = [
    ("short items", "<ul><li>能力<li>青年<li><a href=x>合作</a></ul>", [("LI", "能力"), ("LI", "青年"), ("LI", "合作")]),
    ("lists in lists", f"<ol><li>甲<ol><li>乙</ol>后<li>{THREE}</ol>", [("LI", "甲"), ("LI", "乙"), ("P", "后"), ("LI", THREE)]),
    ("a list of paragraphs", "<ul><li><p>甲</p><p>乙。</p></ul>", [("LI", "甲"), ("P", "乙。")]),
    ("headings", "<h2>数据</h2><h3>安 全</h3><div role=heading aria-level=4>包容</div>", [("H2", "数据"), ("H3", "安 全"), ("H4", "包容")]),
    ("text after a line break", f"<p>{THREE}<br>第二<br>句。</p>", [("P", THREE), ("P", "第二\n句。")]),
    ("text beside blocks", f"<div>前<p>{THREE}</p>后</div>", [("P", "前"), ("P", THREE), ("P", "后")]),
    ("definitions", "<dl><dt>术语<dd>解释。</dl>", [("P", "术语"), ("P", "解释。")]),
    ("a quotation", f"<blockquote><p>{THREE}</p></blockquote>", [("P", THREE)]),
    ("lines as typed", f"<pre>一、总则\n{THREE}\n没有\n完。</pre>", [("P", "一、总则"), ("P", THREE), ("P", "没有\n完。")]),
    ("a table", "<table><tr><th>主题<th>次数<tr><td>安全<td></table>", [("TR", "主题 | 次数"), ("TR", "安全")]),
    ("merged cells", "<table><tr><td rowspan=2>甲<td>1<tr><td>2</table>", [("TR", "甲 | 1"), ("TR", "2")]),
    ("ruby", "<p><ruby>治<rp>(</rp><rt>zhì</rt><rp>)</rp>理</ruby>。</p>", [("P", "治理。")]),
    ("entities and spaces", "<p>&#20114;&#x8054;&amp;\n  &lt;网&gt; </p>", [("P", "互联& <网>")]),
    ("deleted and hidden", "<p>留<del>删</del><span style='display: none'>隐</span><span hidden>隐</span></p>", [("P", "留")]),
    ("a reference and its note", f"<p>{THREE}<sup><a href='#n'>[1]</a></sup></p><ol class=footnotes><li>注文。</ol>", [("P", THREE), ("Note", "注文。")]),
    ("scripts and forms", "<script>var a='脚本'</script><style>p{}</style><form><p>段</p><button>提交</button></form>", [("P", "段")]),
    ("links of another page inside", "<div><a href=a>相关一</a> <a href=b>相关二</a></div>", []),
    ("what calls itself so", "<div class=share-buttons>分享到微博</div><aside>旁注</aside><nav>导航</nav>", []),
    ("a line under the title", "<div>发布时间：2019-11-29 来源：秘书处</div>", []),
]  # fmt: skip


@pytest.mark.parametrize(("label", "inside", "blocks"), INSIDE, ids=[case[0] for case in INSIDE])
def test_inside_an_article(label: str, inside: str, blocks: list[tuple[str, str]]) -> None:
    assert found(article(inside)) == [("P", ONE), *blocks, ("P", TWO)]


ARTICLE = [("P", ONE), ("P", TWO), ("P", THREE)]
PARAGRAPHS = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
AROUND = [
    ("navigation, notice, aside, footer", f"<header><nav><a href=/>首页</a></nav></header><div id=cookie>本网站使用Cookie，继续浏览即表示同意。</div><main>{PARAGRAPHS}</main><aside><h3>相关链接</h3></aside><footer>版权所有</footer>"),
    ("a line of links, and who owns the site", f"<div><a href=/>首页</a> | <a href=/n>新闻</a></div><div>{PARAGRAPHS}</div><div>主办单位：互联网办公室 <a href=c>联系我们</a></div>"),
    ("tables that arrange the page", f"<table><tr><td><a href=1>首页</a><td><a href=2>政策</a></table><table><tr><td><a href=3>目录一</a><br><a href=4>目录二</a><td>{PARAGRAPHS}</table><table><tr><td>京ICP备12345号</table>"),
    ("other articles by their names", f"<div class=post>{PARAGRAPHS}</div><div class=related><h3>相关阅读</h3><p>{ONE}</p></div>"),
    ("a name that holds the whole page", f"<div class=banner><div id=nav>{PARAGRAPHS}</div></div>"),
    ("an article made visible by a script", f"<div style='visibility: hidden'>{PARAGRAPHS}</div>"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "page"), AROUND, ids=[case[0] for case in AROUND])
def test_what_stands_around_an_article_is_left_out(label: str, page: str) -> None:
    assert found(body(page)) == ARTICLE


def test_the_title_is_what_the_page_is_called() -> None:
    page = f'<div class=top>某某网</div><div class="title">二〇一九年要点</div><div>来源：秘书处</div><div class=c>{PARAGRAPHS}</div>'
    assert found(body(page, "二〇一九年要点 - 某某网")) == [("Title", "二〇一九年要点"), *ARTICLE]
    assert found(body(f"<h1>要点</h1><div>{PARAGRAPHS}</div>", "另一个")) == [("H1", "要点"), *ARTICLE]


def test_bold_paragraphs_and_sizes_are_told() -> None:
    page = article(
        "<p><strong>一、安全</strong></p><p><b>一是</b>加强能力建设。</p><p><span style='font-size: 20px'>大</span></p>"
    )
    looks = [(block.is_bold, block.font_size) for block in read(page).blocks]
    assert looks == [(False, None), (True, None), (False, None), (False, 15.0), (False, None)]


def test_a_page_saved_by_word() -> None:
    item = f"<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·&nbsp;</span><![endif]>{TWO}</p>"
    note = "<div id=ftn1><p class=MsoFootnoteText><a href='#r'><span class=MsoFootnoteReference>[1]</span></a> 注文。</p></div>"
    page = f"<div class=WordSection1><p class=MsoTitle>要点</p><p class=MsoNormal>{ONE}<a href='#n'><span class=MsoFootnoteReference>[1]</span></a></p>{item}</div>{note}"
    assert found(body(page)) == [("Title", "要点"), ("P", ONE), ("LI", TWO), ("Note", "注文。")]


ENCODINGS = [
    ("declared", "gb2312", "gbk", "gb18030"),
    ("declared in Big5", "big5", "big5hkscs", "big5hkscs"),
    ("declared wrongly: all of it is UTF-8", "gb2312", "utf-8", "utf-8"),
    ("a mark", "gb2312", "utf-16", "utf-16-le with BOM"),
]


@pytest.mark.parametrize(("label", "declared", "encoding", "told"), ENCODINGS, ids=[case[0] for case in ENCODINGS])
def test_encodings(label: str, declared: str, encoding: str, told: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body><p>網站治理，{"人權" * 20}。</p></body></html>'
    extracted = read(page, encoding)
    assert extracted.encoding == told
    assert extracted.source_text.startswith("網站治理，人權")


def test_a_page_without_article_is_read_whole_and_says_so() -> None:
    extracted = read("<html><body><h2>互联网</h2></body></html>")
    assert extracted.source_text == "互联网\n"
    assert all("no article" in remark for remark in extracted.remarks)
