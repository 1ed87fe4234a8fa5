"""A real browser for tests: ``phone`` and ``desk`` open pages, watch them for faults, and close them.

A page fails its test when the content security policy stops anything, a script throws, or the console shows an error.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Playwright, expect, sync_playwright

from tests.plugins.chromium import environment, find_chromium

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# A busy machine is slow, not wrong.
PATIENCE = 30_000
expect.set_options(timeout=15_000)
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
# The language of the address, as a browser says it.
LOCALES = {"en": "en-GB", "zh-hant": "zh-HK", "zh-hans": "zh-CN"}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OpenPage = Callable[..., Page]


def assert_accessible(page: Page) -> None:
    """Fail unless the page keeps WCAG 2.2 AA as far as a machine can tell."""
    # What passes is neither gathered nor sent back: on a long page that takes most of the time.
    options = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options)
    told = [
        f"{found['id']} ({found['impact']}): {found['help']}\n    {node['html'][:200]}\n    {node['failureSummary']}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]
    assert not told, f"{page.url} has {len(told)} barriers:\n" + "\n".join(told)


def assert_fits(page: Page) -> None:
    """Fail if the page is wider than the screen."""
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{page.url} is {wider} pixels wider than the screen"


@pytest.fixture(scope="session", autouse=True)
def _folder_for_static_files() -> None:
    """Make the folder that the server of static files insists on; tests collect nothing into it."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(_playwright: Playwright) -> Iterator[Browser]:
    """The browser of a test run."""
    found = find_chromium()
    browser = _playwright.chromium.launch(executable_path=str(found), env=environment(found))
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Open a page in a browser of its own: ``open_page(screen=PHONE, language="zh-hant", scripts=False, …)``."""
    contexts, faults = [], []

    def open_(
        screen: dict[str, int] = DESK,
        language: str = "en",
        *,
        scripts: bool = True,
        base_url: str | None = None,
        **more: Any,
    ) -> Page:
        context = chromium.new_context(
            viewport=screen,  # type: ignore[arg-type]
            locale=LOCALES[language],
            timezone_id="Asia/Hong_Kong",
            java_script_enabled=scripts,
            base_url=base_url,
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.extend(_fault(message)))
        page.on("pageerror", lambda error: faults.append(_thrown(error)))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults, "The browser complained:\n" + "\n".join(faults)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A page on a phone-sized screen."""
    return open_page(PHONE)


@pytest.fixture
def desk(open_page: OpenPage) -> Page:
    """A page on a desk-sized screen."""
    return open_page(DESK)


def _fault(message: ConsoleMessage) -> list[str]:
    # A page that answers 4xx is an ordinary page of ours; the browser notes it as a failed load.
    if message.type != "error" or message.text.startswith("Failed to load resource"):
        return []
    return [f"console: {message.text}"]


def _thrown(error: Error) -> str:
    return f"script: {error}"
