"""What machines ask. No language before the address."""

from django.urls import path

from kaitak.service.portals.machine import views

app_name = "machine"
urlpatterns = [
    path("machine/payments/<slug:provider>/notices", views.payment_notice, name="payment_notice"),
    path("healthz", views.health, name="health"),
    path("readyz", views.readiness, name="readiness"),
    path("metrics", views.metrics, name="metrics"),
]
