"""Ways into an application: a scheme's start page, coming back, asking where it stands, a link of one's own.

Addresses as they are published carry no slash at the end; with one they answer all the same.
"""

from django.urls import re_path

from kaitak.service.portals.applicant.views import apply, entering, joining, resuming, status

app_name = "applicant"
urlpatterns = [
    re_path(r"^apply/(?P<scheme>[\w-]+)/?$", apply.start, name="apply"),
    re_path(r"^resume/?$", resuming.ask, name="resume"),
    re_path(r"^resume/code/?$", resuming.code, name="resume_code"),
    re_path(r"^status/?$", status.ask, name="status"),
    re_path(r"^documents/?$", entering.documents, name="documents"),
    re_path(r"^pay/?$", entering.pay, name="pay"),
    re_path(r"^e-visa/?$", entering.evisa, name="evisa"),
    re_path(r"^e-visa/mine/?$", entering.own_evisa, name="own_evisa"),
    re_path(r"^e-visa/mine\.pdf$", entering.own_evisa_pdf, name="own_evisa_pdf"),
    re_path(r"^join/(?P<token>[\w-]+)/?$", joining.join, name="join"),
]
