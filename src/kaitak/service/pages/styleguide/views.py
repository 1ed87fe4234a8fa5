"""The style guide: every component on one page, for those who build pages. The sandbox alone serves it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaitak.service.pages.styleguide.form import SampleForm
from kaitak.service.pages.styleguide.sample import sample_content


def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component; sending the form shows how errors look."""
    form = SampleForm(request.POST if request.method == "POST" else None)
    form.is_valid()
    return render(request, "styleguide/page.html", {**sample_content(), "form": form})
