"""Whether a template may be used: it knows the paper's fields and nothing else, it reaches for
nothing outside, and it can be filled with nothing and with much.

What is wrong is said in one sentence that names the place, before the template is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE
from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes

from xuncha.insight.papers.filling import environment, filled
from xuncha.insight.papers.registry import Field, PaperKind, Rows
from xuncha.kernel.errors import Invalid

_PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For,
    nodes.If, nodes.Const, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
)  # fmt: skip
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""Of the file: those that the template's engine fills as well."""

_LOOP = frozenset({"index", "first", "last", "length"})


def demand_usable(template: bytes, kind: PaperKind) -> None:
    """``Invalid`` on ``file`` with the first thing that is wrong."""
    sentence = why_not(template, kind)
    if sentence:
        raise Invalid(sentence, field="file")


def why_not(template: bytes, kind: PaperKind) -> str:
    """What is wrong with a template for this paper, "" for nothing."""
    try:
        if _reaches_out(template):
            return "模板里有链接到文件以外的内容（外部图片、附加模板或超链接），请删去以后再上传。"
        for part in parts_of(template):
            if sentence := _wrong_in(part, kind):
                return sentence
        for told in (smallest(kind.fields), largest(kind.fields)):
            Document(BytesIO(filled(template, kind, told)))
    except TemplateError as problem:
        return f"模板里的写法读不懂：{problem.message}。每个“如果”“重复”都要有结束。"
    except Exception:
        return "按这个模板填不出文书：文件可能损坏，或者表格里的重复没有单独占一行。"
    return ""


def parts_of(template: bytes) -> list[str]:
    """The template's text with its tags, wherever they are filled: body, headers, footers, notes at
    the foot, properties of the file."""
    paper = DocxTemplate(BytesIO(template))
    paper.init_docx()
    found = [paper.patch_xml(paper.get_xml())]
    for uri in (paper.HEADER_URI, paper.FOOTER_URI):
        for _key, part in paper.get_headers_footers(uri):
            found.append(paper.patch_xml(paper.get_part_xml(part)))
    for part in paper.docx.part.package.iter_parts():
        if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
            found.append(paper.patch_xml(part.blob.decode()))
    told = paper.docx.core_properties
    return [*found, *(str(getattr(told, name)) for name in _PROPERTIES)]


def names_in(template: bytes) -> set[str]:
    """Fields that a template uses; of repeated ones ``rows.column``."""
    return {name for part in parts_of(template) for name in _used(environment().parse(part), {})}


def smallest(fields: tuple[Field, ...]) -> dict[str, Any]:
    """Nothing told at all."""
    return {one.name: [] if isinstance(one, Rows) else "" for one in fields}


def largest(fields: tuple[Field, ...], rows: int = 3) -> dict[str, Any]:
    """Everything told, at length."""
    return {
        one.name: (
            [largest(one.columns) for _ in range(rows)]
            if isinstance(one, Rows)
            else f"{one.meaning}<&>\n第二段"
        )
        for one in fields
    }


def _reaches_out(template: bytes) -> bool:
    package = Document(BytesIO(template)).part.package
    return any(one.is_external for one in package.iter_rels())


def _wrong_in(part: str, kind: PaperKind) -> str:
    tree = environment().parse(part)
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _PLAIN):
            return "模板里只能写字段、“如果”和“重复”，不能写计算、函数和其他语句。"
    known = {one.name for one in kind.fields}
    for one in kind.fields:
        if isinstance(one, Rows):
            known |= {f"{one.name}.{column.name}" for column in one.columns}
    for name in _used(tree, {}):
        if name not in known:
            return f"模板里的“{name}”不是《{kind.title}》的字段，请对照字段表改正。"
    return ""


def _used(node: nodes.Node, rows: dict[str, str]) -> Iterator[str]:
    """Fields that a part of a template uses; ``rows`` maps the rows of the repetitions around it
    to the fields that are repeated."""
    if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        yield from _used(node.iter, rows)
        repeated = node.iter.name if isinstance(node.iter, nodes.Name) else "?"
        rows = rows | {node.target.name: repeated, "loop": ""}
        for one in (*node.body, *node.else_):
            yield from _used(one, rows)
    elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        owner = rows.get(node.node.name, node.node.name)
        if owner or node.attr not in _LOOP:
            yield f"{owner}.{node.attr}"
    elif isinstance(node, nodes.Name):
        if not rows.get(node.name):
            yield node.name
    else:
        for one in node.iter_child_nodes():
            yield from _used(one, rows)
