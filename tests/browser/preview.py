"""Every template of the look with sample contexts and no kernel; ``python -m tests.browser.preview`` serves it.

The pages carry the strict content security policy of the house: a style or script refused there fails here.
"""

import tempfile
from pathlib import Path

from babel.messages import mofile, pofile
from flask import Flask, Response, abort, flash, g, jsonify, render_template, request
from flask_babel import Babel
from flask_wtf import CSRFProtect

from app.view.drawing import install_drawing
from tests.browser.preview_pages import PAGES, SIGNED_OUT

ROOT = Path(__file__).resolve().parents[2]
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
MENU = [
    {"name": "home", "label": "工作台", "icon": "home", "url": "/home"},
    {"name": "intake", "label": "窗口登记", "icon": "case-add", "url": "/form"},
    {"name": "cases", "label": "事项", "icon": "case", "url": "/list", "count": 1284},
    {"name": "dispatch", "label": "调度", "icon": "dispatch", "url": "/board", "count": 3, "hot": True},
    {"name": "mediation", "label": "调解", "icon": "mediate", "url": "/show", "count": 46},
    {"name": "agreements", "label": "协议", "icon": "file", "url": "#"},
    {"name": "confirmation", "label": "司法确认", "icon": "confirm", "url": "#", "count": 5},
    {
        "name": "base",
        "label": "基础",
        "items": [
            {"name": "parties", "label": "当事人", "icon": "people", "url": "#"},
            {"name": "experts", "label": "队伍与专家", "icon": "expert", "url": "#"},
            {"name": "grids", "label": "网格", "icon": "grid", "url": "#"},
        ],
    },
    {
        "name": "admin",
        "label": "管理",
        "items": [{"name": "apps", "label": "应用", "icon": "apps", "url": "/apps"}],
    },
]
TABS = [
    {"label": "事项", "icon": "case", "url": "/list"},
    {"label": "调度", "icon": "dispatch", "url": "/board"},
    {"label": "登记", "icon": "plus", "url": "/form", "main": True},
    {"label": "提醒", "icon": "bell", "url": "#", "count": 6},
    {"label": "我的", "icon": "user", "url": "/profile"},
]
ACCOUNT = {
    "name": "李清禾",
    "role": "窗口受理员",
    "links": [{"label": "我的设置", "url": "/profile", "icon": "settings"}],
}
UNITS = [
    {"value": 3, "text": "县住建局", "second": "权责清单“供热计量与收费”"},
    {"value": 4, "text": "塘湾街道"},
    {"value": 5, "text": "县市场监管局"},
]


def compiled(part: Path) -> str:
    """Compile the words of the look into a directory of their own and name it."""
    folder = Path(tempfile.mkdtemp()) / "zh_Hans_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with part.open("rb") as handle:
        whole = pofile.read_po(handle, locale="zh_Hans_CN")
    with (folder / "messages.mo").open("wb") as handle:
        mofile.write_mo(handle, whole)
    return str(folder.parents[1])


def create_preview() -> Flask:
    """The preview application: one address a sample page."""
    app = Flask(
        "preview", template_folder=str(ROOT / "app/templates"), static_folder=str(ROOT / "app/static")
    )
    app.config.update(
        SECRET_KEY="preview only", BABEL_TRANSLATION_DIRECTORIES=compiled(ROOT / "translations/parts/look.po")
    )
    Babel(app, locale_selector=lambda: "zh_Hans_CN")
    CSRFProtect(app)
    install_drawing(app)

    @app.context_processor
    def shell() -> dict:
        menu = [dict(m, current=m.get("url") == request.path) for m in MENU]
        return {
            "lang": "zh-CN",
            "demo": True,
            "menu": menu,
            "logout_url": "/post",
            "now_iso": "2026-11-20T10:42:00+08:00",
            "place": {"name": "枫源县综治中心", "code": "990102", "level": "县"},
            "tabs": [dict(t, current=t["url"] == request.path) for t in TABS],
            "account": None if g.get("signed_out") else ACCOUNT,
            "languages": [
                {"code": "zh-CN", "label": "中文", "url": "#", "current": True},
                {"code": "en", "label": "English", "url": "#"},
            ],
        }

    @app.after_request
    def secure(answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = POLICY
        return answer

    @app.get("/<name>")
    def page(name: str) -> str:
        if name not in PAGES:
            abort(404)
        template, context = PAGES[name]
        g.signed_out = name in SIGNED_OUT
        if "toast" in request.args:
            flash("已派给城东民声服务队", "success")
            flash("没有存上，内容还在本机", "error")
        return render_template(template, page=context)

    @app.get("/people")
    def people() -> Response:
        return jsonify([u for u in UNITS if request.args.get("q", "") in u["text"]])

    @app.post("/reveal")
    def reveal() -> Response:
        return jsonify(value="13900007736", seconds=60)

    @app.post("/post")
    def posted() -> Response:
        return jsonify(dict(request.form.lists()))

    return app


if __name__ == "__main__":
    create_preview().run(port=8099)
