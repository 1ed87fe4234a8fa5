import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kaitak.service.pages.govuk import COMPONENTS, UnknownComponentError, component, render

FIXTURES = json.loads(
    gzip.decompress((Path(__file__).parent / "design_system_fixtures.json.gz").read_bytes())
)


class Outline(HTMLParser):
    """What HTML says, its white space and the order of attributes aside."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[Any] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said.append((tag, sorted((name, " ".join((value or "").split())) for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.said.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.said.append(re.sub(r"\s+", " ", data).strip())


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_a_component_is_what_the_design_system_publishes(name: str) -> None:
    for fixture in FIXTURES[name]:
        html = render(name, fixture["options"])

        assert Outline(html).said == Outline(fixture["html"]).said, fixture["title"]


def test_text_is_escaped() -> None:
    html = component("tag", {"text": "<b>new</b>"})

    assert "&lt;b&gt;new&lt;/b&gt;" in html


def test_a_component_that_is_left_out_is_refused() -> None:
    with pytest.raises(UnknownComponentError, match="There is no component 'header'"):
        component("header", {})
