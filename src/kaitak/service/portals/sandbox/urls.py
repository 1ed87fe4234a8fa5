"""Pages for trying things out: a test payment gateway and a reader of the mail that was sent. Absent in production."""

from django.urls import path

from kaitak.service.pages.styleguide.views import style_guide
from kaitak.service.portals.admission import admits, anyone
from kaitak.service.portals.sandbox import mail, payments

app_name = "sandbox"
urlpatterns = [
    path("", payments.index, name="index"),
    path("payments", payments.listing, name="payments"),
    path("pay/<str:token>", payments.pay, name="pay"),
    path("pay/<str:token>/now", payments.deliver_now, name="deliver_now"),
    path("style", admits(anyone)(style_guide), name="style_guide"),
    path("mail", mail.listing, name="mail"),
    path("mail/<slug:name>", mail.message, name="message"),
    path("mail/<slug:name>/<int:number>", mail.attachment, name="attachment"),
]
