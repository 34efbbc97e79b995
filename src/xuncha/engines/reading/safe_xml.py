"""XML from strangers: no document types, no entities, nothing fetched."""

from __future__ import annotations

import re

from lxml import etree

from xuncha.engines.reading.records import ReadError

_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse(data: bytes, name: str) -> etree._Element:
    """The root of an XML part. ``ReadError`` naming the file for broken XML or one with a DTD."""
    plain = data.replace(b"\x00", b"") if data[:4].count(0) else data
    if _DECLARED.search(plain):
        raise ReadError(f"“{name}”的内容里有不安全的声明，不能读取。")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ReadError(f"“{name}”已损坏，打不开，请重新保存后再试。") from None


def local(element: etree._Element) -> str:
    """The tag without its namespace."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
