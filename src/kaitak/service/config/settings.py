"""Django's settings, from what the environment says (``environment.py``)."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from kaitak.service.config.databases import database_settings
from kaitak.service.config.environment import environment
from kaitak.service.config.keys import secret
from kaitak.service.config.mail import mail_settings
from kaitak.service.config.storage import storage_settings

env = environment()
SERVICE = Path(__file__).resolve().parent.parent
DATA = env.data.resolve()
DATA.mkdir(parents=True, exist_ok=True)

SANDBOX = env.is_sandbox
DEBUG = False
SECRET_KEY = secret("secret_key", env.secret_key.get_secret_value(), env)
MASTER_KEY = secret("master_key", env.master_key.get_secret_value(), env)
ALLOWED_HOSTS = [*env.hosts, *(["testserver"] if SANDBOX else [])]
PUBLIC_URL = env.public_url.rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "kaitak.service.portals.officer",  # before the sign-in library, whose pages and words it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "kaitak.service.database",
    "kaitak.service.audit",
    "kaitak.service.people",
    "kaitak.service.rulebook",
    "kaitak.service.notices",
    "kaitak.service.documents",
    "kaitak.service.quotas",
    "kaitak.service.payments",
    "kaitak.service.applications",
    "kaitak.service.casework",
    "kaitak.service.evisa",
    "kaitak.service.pages",
    "kaitak.service.portals.admission",
    "kaitak.service.portals.public",
    "kaitak.service.portals.filing",
    "kaitak.service.portals.applicant",
    "kaitak.service.portals.employer",
    "kaitak.service.portals.verify",
    "kaitak.service.portals.machine",
    "kaitak.service.portals.api",
    "kaitak.service.portals.clock",
    *(["kaitak.service.payments.sandbox_gateway", "kaitak.service.portals.sandbox"] if SANDBOX else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kaitak.service.portals.admission.middleware.AdmissionMiddleware",
]

ROOT_URLCONF = "kaitak.service.config.urls"
WSGI_APPLICATION = "kaitak.service.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # First, so that the sign-in library's pages stand in our frame.
        "DIRS": [SERVICE / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kaitak.service.pages.context.page",
            ],
        },
    }
]

DATABASES = {"default": database_settings(env.database_url, data=DATA)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "service_cache"}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hant", "繁體中文"), ("zh-hans", "简体中文")]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Hong_Kong"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "public"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "documents": storage_settings(env),
}

vars().update(mail_settings(env))

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "officer:queue"
ACCOUNT_ADAPTER = "kaitak.service.portals.admission.adapter.OfficerAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "kaitak.service.portals.admission.adapter.name_shown"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "kaitak.service.portals.admission.second_factor.EncryptedSecretsAdapter"
MFA_TOTP_ISSUER = "Kaitak"
# The code before and the one after are taken too: a code read late, or a clock that is not quite right.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SANDBOX

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "kaitak"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 2
SESSION_SAVE_EVERY_REQUEST = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kaitak.service.pages.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # a file that can be accepted never lies on disk in the clear
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
if not SANDBOX:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
    SECURE_HSTS_SECONDS = 31_536_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *(["https://checkout.stripe.com"] if env.payment_provider == "stripe" else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "media-src": [SELF, "blob:"],
    }
}

SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]
POLICY_OVERLAYS = env.overlays
CLAMD = env.clamd
PAYMENT_PROVIDER = env.payment_provider
STRIPE_SECRET_KEY = env.stripe_secret_key.get_secret_value()
STRIPE_WEBHOOK_SECRET = env.stripe_webhook_secret.get_secret_value()
STRIPE_BASE_ADDRESS = env.stripe_base_address
METRICS_TOKEN = env.metrics_token.get_secret_value()
API_RATE = env.api_rate
EVISA_ISSUER = env.evisa_issuer
EVISA_COUNTRY = env.evisa_country
EVISA_OFFICE = env.evisa_office
