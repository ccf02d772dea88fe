"""Settings. Secrets come from the environment only; a demo on SQLite makes its keys once (`instance/keys.json`)."""

import os
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent

# --- Database. The application role owns nothing and bypasses nothing; migrations run as the owner.
DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{HERE / 'instance' / 'fengqiao.sqlite'}")
DATABASE_ADMIN_URL = os.environ.get("DATABASE_ADMIN_URL", DATABASE_URL)

# --- Keys, each at least 32 random bytes as text: `python3 -c "import secrets; print(secrets.token_hex(32))"`
SECRET_KEY = os.environ.get("SECRET_KEY")  # signs cookies and tokens
DATA_KEY = os.environ.get("DATA_KEY")  # encrypts ID numbers and phones
INDEX_KEY = os.environ.get("INDEX_KEY")  # finds them again without decrypting (HMAC)
AUDIT_KEY = os.environ.get("AUDIT_KEY")  # chains the audit rows

# --- Files: papers and attachments; on several machines a shared folder.
STORE_DIR = os.environ.get("STORE_DIR", str(HERE / "instance" / "store"))

# --- A PKCS#12 file with the certificate issued papers are signed with, and its password; without one they are not.
SIGNING_CERTIFICATE = os.environ.get("SIGNING_CERTIFICATE", "")
SIGNING_PASSPHRASE = os.environ.get("SIGNING_PASSPHRASE", "")

# --- Places: a list to begin with instead of the three shipped provinces (see `flask divisions import`).
DIVISIONS = os.environ.get("DIVISIONS", "")

# --- Who keeps grids, grid workers, committees and mediators: "county and township" or "city and county". The sheet of
# rights (/rights/) shows it; a change takes hold with the next `flask module upgrade`.
STAFF_KEPT_BY = os.environ.get("STAFF_KEPT_BY", "county and township")

# --- Words and time. The catalogues stand in translations/; Flask-AppBuilder's own lies below them.
APP_NAME = "枫桥"
BABEL_DEFAULT_LOCALE = "zh_Hans_CN"
BABEL_DEFAULT_TIMEZONE = "Asia/Shanghai"
BABEL_TRANSLATION_DIRECTORIES = str(HERE / "translations")
LANGUAGES = {"zh_Hans_CN": {"flag": "cn", "name": "简体中文"}, "en": {"flag": "gb", "name": "English"}}

# --- What a browser may send.
WTF_CSRF_ENABLED = True  # every form and every cookie-signed change carries a token
WTF_CSRF_TIME_LIMIT = None  # a form left open over lunch still saves; the token ends with the session
MAX_CONTENT_LENGTH = 40 * 1024 * 1024  # one request, attachments included
MOST_ATTACHMENT_MB, MOST_ATTACHMENTS = 20, 50  # of one file, and files of one row
MAX_FORM_MEMORY_SIZE = 2 * 1024 * 1024  # text of one form

# --- Sessions.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = os.environ.get("HTTPS", "") == "1"  # set HTTPS=1 behind TLS
PERMANENT_SESSION_LIFETIME = timedelta(minutes=int(os.environ.get("SESSION_MINUTES", "30")))
PROXIES = int(os.environ.get("PROXIES", "0"))  # trusted reverse proxies in front

# --- Signing in.
AUTH_TYPE = 1  # accounts and passwords of our own database
# Locks, rates, password rules and who needs a second factor: app/access/settings.py lists each with its default;
# a name written here overrides it, e.g. LOCK_MINUTES = 15.

# --- Notices of what happened on rows one follows are kept so many days.
NOTICE_DAYS = int(os.environ.get("NOTICE_DAYS", "90"))

# --- Where the house is seen from outside. The code on an issued paper leads to its /verify page there; without an
# address no paper has a code.
PUBLIC_URL = os.environ.get("PUBLIC_URL", "")

# --- Flask-AppBuilder keeps its hands off: tables come from migrations, rights from the grant table.
FAB_CREATE_DB = False
FAB_UPDATE_PERMS = False
FAB_ADD_SECURITY_VIEWS = False
FAB_ADD_SECURITY_API = False
FAB_API_MAX_PAGE_SIZE = 100
FAB_API_KEY_ENABLED = True  # machines come with a key: `Authorization: Bearer sst_…`
