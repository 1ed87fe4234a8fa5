"""Every address of the service, portal by portal. Pages carry their language as a prefix; machines do not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

PORTALS = "kaitak.service.portals"

urlpatterns = [
    path("", include(f"{PORTALS}.machine.urls")),
    path("api/v1/", include(f"{PORTALS}.api.urls", namespace="api-v1")),
    path("verify/", include(f"{PORTALS}.verify.published")),
    *i18n_patterns(
        path("officer/account/", include("allauth.account.urls")),
        path("officer/account/second-factor/", include("allauth.mfa.urls")),
        path("officer/", include(f"{PORTALS}.officer.urls")),
        path("filing/", include(f"{PORTALS}.filing.urls")),
        path("employer/", include(f"{PORTALS}.employer.urls")),
        path("verify/", include(f"{PORTALS}.verify.urls")),
        *([path("sandbox/", include(f"{PORTALS}.sandbox.urls"))] if settings.SANDBOX else []),
        path("", include(f"{PORTALS}.applicant.urls")),
        path("", include(f"{PORTALS}.public.urls")),
    ),
]

handler400 = "kaitak.service.pages.errors.bad_request"
handler403 = "kaitak.service.pages.errors.forbidden"
handler404 = "kaitak.service.pages.errors.not_found"
handler500 = "kaitak.service.pages.errors.server_error"
