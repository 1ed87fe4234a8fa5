"""Pages that do something, for tests in the browser: questions, a slot that takes files, a region that stays fresh."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import engines

from kaitak.service.pages.languages import current_language
from kaitak.service.pages.questions import Ask, RecordLine, form_for
from kaitak.service.pages.shapes import Slot, SlotFile
from tests.pages.vocabulary import made_up

KINDS = (
    "day",
    "partial_day",
    "month",
    "int",
    "hkd",
    "country",
    "countries",
    "email",
    "phone",
    "long_text",
    "texts",
)
UNITS = {"int": "month"}
_uploaded: list[SlotFile] = []
_looks = count(1)
SLOT_PAGE = """{% extends "pages/base.html" %}{% load pages %}{% block title %}Documents{% endblock %}
{% block content %}<h1>Documents</h1><h2>Yours</h2>{% slot slot %}{% endblock %}"""
FRESH_PAGE = """{% extends "pages/base.html" %}{% block title %}Fresh{% endblock %}
{% block content %}<h1>Fresh</h1>
<div id="fresh" {% if look < 3 %}data-poll data-poll-seconds="2"{% endif %}><p>Look {{ look }}</p></div>
{% endblock %}"""


def _asked(answers: Mapping[str, Any]) -> dict[str, bool | None]:
    return {"limit": answers.get("here")}


def conditional(request: HttpRequest) -> HttpResponse:
    """Ask whether someone is here and, if so, until when."""
    asks = [Ask(made_up("here", "bool")), Ask(made_up("limit", "day"), depends=frozenset({"here"}))]
    return _ask(request, asks, "Stay")


def one(request: HttpRequest) -> HttpResponse:
    """Ask a single question, which heads the page."""
    return _ask(request, [Ask(made_up("place", "country"))], "Place")


def every_kind(request: HttpRequest) -> HttpResponse:
    """Ask one question of each kind."""
    choices = [Ask(made_up(kind, kind, values=("nurse", "marine"))) for kind in ("choice", "choices")]
    plain = [Ask(made_up(kind, kind, unit=UNITS.get(kind)), required=kind != "email") for kind in KINDS]
    return _ask(request, [*plain, *choices], "Everything")


def _ask(request: HttpRequest, asks: list[Ask], title: str) -> HttpResponse:
    language = current_language().code
    form = form_for(
        asks, language=language, data=request.POST if request.method == "POST" else None, asked=_asked
    )
    if form.is_valid():
        return HttpResponse(
            f"<!DOCTYPE html><html lang=en><title>Done</title><h1>Done</h1><pre>{form.answers()}</pre>"
        )
    return render(request, "pages/form_page.html", {"form": form, "title": title})


def records(request: HttpRequest) -> HttpResponse:
    """List records; ``?none`` lists nothing."""
    lines = [] if "none" in request.GET else [RecordLine("Lam & Co.", "September 2012", "#change", "#remove")]
    context = {
        "title": "Work",
        "lines": lines,
        "add": "#add",
        "next": request.path,
        "intro": "The latest first.",
    }
    return render(request, "pages/records_page.html", context)


def documents(request: HttpRequest) -> HttpResponse:
    """Take a file into a slot; refuse one whose name says so."""
    errors = []
    if request.method == "POST":
        file = request.FILES["file"]
        if file.name == "broken.pdf":
            errors = ["This file is broken. Save it again and upload that."]
        else:
            _uploaded.append(SlotFile(file.name, file.size))
            return redirect(request.path)
    slot = Slot(
        "travel", "Travel document", files=_uploaded[-1:], max_files=3, upload=request.path, errors=errors
    )
    return _page(request, SLOT_PAGE, {"slot": slot})


def fresh(request: HttpRequest) -> HttpResponse:
    """Say how often one has looked."""
    return _page(request, FRESH_PAGE, {"look": next(_looks)})


def _page(request: HttpRequest, source: str, context: dict[str, Any]) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(source).render(context, request))
