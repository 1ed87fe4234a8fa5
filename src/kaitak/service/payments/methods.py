"""The means of payment people know, and the ways a provider takes them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Method(models.TextChoices):
    """A means of payment, as the person chooses it."""

    VISA = "visa", _("VISA")
    MASTERCARD = "mastercard", _("Mastercard")
    UNIONPAY = "unionpay", _("UnionPay")
    JCB = "jcb", _("JCB")
    PPS = "pps", _("PPS")
    FPS = "fps", _("FPS")
    ALIPAY = "alipay", _("Alipay")
    WECHATPAY = "wechatpay", _("WeChat Pay")
    UNIONPAY_APP = "unionpay_app", _("UnionPay App")


class Flow(models.TextChoices):
    """How the person meets the provider: sent to its page, shown a code to scan, or a form of its on our page."""

    REDIRECT = "redirect"
    QR = "qr"
    EMBEDDED = "embedded"


class Outcome(models.TextChoices):
    """What a provider says of a payment."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"
    UNCLEAR = "unclear"
