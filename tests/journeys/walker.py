"""Somebody who walks the pages as a person does: reads what a page asks, answers it, presses its one button.

Nothing here knows a page's address: fields are found by the facts they ask, so the walk follows the policy's pages.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator, Page

Answers = Mapping[str, Any]


class Walker:
    """One person at one browser."""

    def __init__(
        self, page: Page, answers: Answers, records: Mapping[str, Sequence[Answers]] | None = None
    ) -> None:
        self.page, self.answers, self.records = page, answers, records or {}
        self.seen: list[str] = []

    def main_form(self) -> Locator:
        """The form of the page that asks."""
        return self.page.locator("main form").filter(has=self.page.locator("[name]:not([type=hidden])")).first

    def press(self) -> None:
        """Press the page's primary button."""
        self.main_form().locator("button.govuk-button:not(.govuk-button--secondary)").first.click()
        self.page.wait_for_load_state()

    def fill(self, answers: Answers | None = None) -> None:
        """Answer every question on the page for which there is an answer; later ones may appear."""
        known = self.answers if answers is None else answers
        done: set[str] = set()
        for _look in range(3):
            for name in self._asked() - done:
                if name in known:
                    self._answer(name, known[name])
                    done.add(name)
            self.page.wait_for_load_state("networkidle")

    def _asked(self) -> set[str]:
        names = (
            self.main_form()
            .locator("[name]:not([type=hidden])")
            .evaluate_all("all => all.map(one => one.name)")
        )
        return {re.sub(r"-(day|month|year|\d+)$", "", name) for name in names}

    def _answer(self, name: str, value: Any) -> None:
        form = self.main_form()
        if form.locator(f'[name="{name}-year"]').count():
            self._day(form, name, str(value))
        elif form.locator(f'[name="{name}"][type=radio]').count():
            code = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
            form.locator(f'[name="{name}"][type=radio][value="{code}"]').check()
        elif form.locator(f'[name="{name}"][type=checkbox]').count():
            for one in value:
                form.locator(f'[name="{name}"][type=checkbox][value="{one}"]').check()
        elif isinstance(value, list):
            for place, one in enumerate(value):
                self._choose(form.locator(f'select[name^="{name}"]').nth(place), one)
        elif form.locator(f'select[name="{name}"]').count():
            self._choose(form.locator(f'select[name="{name}"]'), value)
        else:
            form.locator(f'[name="{name}"]').first.fill(str(value))

    def _day(self, form: Locator, name: str, value: str) -> None:
        for part, text in zip(("year", "month", "day"), value.split("-"), strict=False):
            field = form.locator(f'[name="{name}-{part}"]')
            if field.count():
                field.fill(text)

    def _choose(self, select: Locator, code: str) -> None:
        identifier = str(select.get_attribute("id"))
        if not identifier.endswith("-select"):
            select.select_option(code)
            return
        field = self.page.locator(f'[id="{identifier.removesuffix("-select")}"]')
        field.fill(code)
        self.page.locator(".autocomplete__option:visible").first.wait_for()
        field.press("Enter")

    def walk_part(self, first: str) -> None:
        """Answer one part from its first page to its documents."""
        self.page.goto(first)
        for _page in range(60):
            address = self.page.url
            self.seen.append(address)
            if "/documents/" in address:
                return
            if "/lists/" in address:
                self._list(address)
                continue
            self.fill()
            self.press()
            if self.page.url == address and self.page.locator(".govuk-error-summary").count():
                raise AssertionError(f"{address}: {self.page.locator('.govuk-error-summary').inner_text()}")
        raise AssertionError("The part has no end.")

    def _list(self, address: str) -> None:
        slug = address.rstrip("/").rsplit("/", 1)[1]
        for record in self.records.get(slug, ()):
            self.page.goto(f"{address.rstrip('/')}/new/")
            self.fill(record)
            self.press()
            if self.page.locator(".govuk-error-summary").count():
                raise AssertionError(
                    f"{self.page.url}: {self.page.locator('.govuk-error-summary').inner_text()}"
                )
        self.page.goto(address)
        self.page.locator("main form button.govuk-button:not(.govuk-button--secondary)").last.click()
        self.page.wait_for_load_state()

    def upload(self, slots: Mapping[str, str]) -> None:
        """Put a file into each slot named that is open; ``slots``: slot → path."""
        for slot, path in slots.items():
            field = self.page.locator(f"#file-{slot}")
            if field.count():
                form = self.page.locator(f"#slot-{slot} form.k-drop")
                field.set_input_files(path)
                if form.locator("button").is_visible():
                    form.locator("button").click()
                self.page.locator(f"#slot-{slot} .k-file").first.wait_for()
