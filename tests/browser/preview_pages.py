"""Sample contexts for every template of the look: invented people, real sentences, shapes of the templates' README."""

from typing import Any

from app.view.charts import Bar, chart

Page = dict[str, Any]


def act(label: str, tone: str = "plain", icon: str = "", url: str = "#", **more: Any) -> Page:
    """An action (see ``ui/action.html``)."""
    return {"label": label, "tone": tone, "icon": icon, "url": url, **more}


def badge(label: str, tone: str, icon: str = "") -> Page:
    """A state as a cell."""
    return {"kind": "badge", "value": label, "tone": tone, "icon": icon}


EXPLAIN = {
    "rule": "劳资事项 24 小时办结",
    "source": "枫源县时限表 2026 版，自然时",
    "start": "11-19（周四）14:30 受理",
    "pauses": "",
    "due": "11-20（周五）14:30",
    "note": "4 小时快处目标已过（昨日 18:30）；24 小时仍可达成。",
}


def due(text: str, second: str = "", tone: str = "", icon: str = "", at: str = "") -> Page:
    """A due cell with its explanation."""
    return {
        "kind": "due",
        "value": {
            "text": text,
            "second": second,
            "tone": tone,
            "icon": icon,
            "at": at,
            "exact": "2026-11-20 14:30",
            "explain": EXPLAIN,
        },
    }


def row(
    pk: int,
    number: str,
    title: str,
    tags: list[str],
    who: str,
    kind: str,
    place: tuple[str, str],
    state: Page,
    unit: tuple[str, str],
    limit: Page,
) -> Page:
    """One row of the case list."""
    return {
        "pk": pk,
        "url": f"/show?pk={pk}",
        "label": number,
        "cells": [
            {"value": number},
            {"kind": "tags", "text": title, "url": f"/show?pk={pk}", "value": tags},
            {"value": who},
            {"value": kind},
            {"value": place[0], "second": place[1]},
            state,
            {"value": unit[0], "second": unit[1]},
            limit,
        ],
    }


ROWS = [
    row(
        418,
        "1120-000418",
        "物业停供暖气，12 户联名要求退费",
        ["12345", "群体 12 人"],
        "周** 等 12 人",
        "物业供暖",
        ("塘湾街道", "榕和社区第 3 网格"),
        badge("会商中", "violet"),
        ("县住建局", "何嘉树"),
        due("超 1 小时 13 分", "反馈：民声 30 分钟响应", "red"),
    ),
    row(
        415,
        "1120-000415",
        "烧烤店夜间排烟噪声，影响备考学生",
        ["12345"],
        "陈**",
        "环境噪声",
        ("城东街道", "茶香坊社区第 1 网格"),
        badge("待签收", "amber", "bell-ring"),
        ("城东民声服务队", ""),
        due("超 2 分 10 秒", "签收：派单后 1 分钟", "red"),
    ),
    row(
        409,
        "1119-000409",
        "停工三个月，欠 7 名工人工资 21.6 万元",
        ["110 非警务", "涉企"],
        "马** 等 7 人",
        "劳资",
        ("石桥镇", "万阳科创园专属网格"),
        badge("调解中", "accent", "mediate"),
        ("石桥镇调委会", "许念安"),
        due("剩 3 小时 48 分", "办结：劳资 24 小时", "amber", at="2026-11-20T14:30:00+08:00"),
    ),
    row(
        380,
        "1119-000380",
        "预付卡门店关门，余额 1,860 元退不回",
        ["12345"],
        "郑**",
        "消费",
        ("城东街道", "茶香坊社区第 4 网格"),
        badge("待反馈", "accent", "reply"),
        ("市场监管所", "曹闻野"),
        due("剩 5 小时 20 分", "办结：消费 24 小时", "amber"),
    ),
    row(
        402,
        "1120-000402",
        "婆媳争执升级，家人请求乡音调解员上门",
        ["窗口"],
        "刘** / 吴**",
        "婚姻家庭",
        ("塘湾街道", "临溪社区第 5 网格"),
        badge("调解中", "accent", "mediate"),
        ("乡音驿站", "卢望江"),
        due("今日 17:30 前", "约谈：双方已同意", "amber"),
    ),
    row(
        397,
        "1119-000397",
        "提前退租不退押金，公司与二房东各执一词",
        ["涉企"],
        "云** 等 2 方",
        "房屋租赁",
        ("城东街道", "建设社区第 2 网格"),
        badge("调解中", "accent", "mediate"),
        ("建设调委会", "顾明澈"),
        due("剩 2 个工作日", "第 2 次约谈：11-24"),
    ),
    row(
        363,
        "1118-000363",
        "路灯连续三晚不亮，老人摔倒风险大",
        ["扫码"],
        "匿名",
        "公共设施",
        ("石桥镇", "荣安村第 2 网格"),
        badge("处置中", "accent"),
        ("镇建设办", "丁晓川"),
        due("剩 3 个工作日", "办结：民生 5 个工作日"),
    ),
    row(
        359,
        "1118-000359",
        "小区充电桩安装受阻，业委会不同意",
        ["小程序"],
        "唐**",
        "物业供暖",
        ("塘湾街道", "榕和社区第 3 网格"),
        badge("处置完毕", "green"),
        ("榕和社区", ""),
        due("剩 4 个工作日", "反馈后方可办结"),
    ),
    row(
        366,
        "1118-000366",
        "法院委派：民间借贷 8.6 万元，诉前调解",
        ["诉调"],
        "韩** / 贺**",
        "借贷债务",
        ("石桥镇", "溪口社区第 1 网格"),
        badge("暂停计时", "neutral", "pause"),
        ("溪口调委会", "许念安"),
        due("已暂停 2 天", "等司法鉴定意见", icon="pause"),
    ),
]
COLUMNS = [
    {"name": "number", "label": "编号", "sort_url": "?o=number", "phone": "end"},
    {"name": "title", "label": "诉求摘要", "kind": "tags", "phone": "title"},
    {"name": "who", "label": "当事人"},
    {"name": "kind", "label": "类别", "phone": "none"},
    {"name": "place", "label": "属地"},
    {"name": "stage", "label": "阶段"},
    {"name": "unit", "label": "承办", "phone": "none"},
    {"name": "due", "label": "期限", "sort_url": "?o=due", "order": "asc"},
]
VIEWS = [
    {"label": "我县在办", "url": "#", "count": 1284, "current": True},
    {"label": "我经手的", "url": "#", "count": 12},
    {"label": "今日到期", "url": "#", "count": 9},
    {"label": "已超时", "url": "#", "count": 3, "tone": "red"},
    {"label": "涉企", "url": "#", "count": 57},
]
FILTERS = {
    "action_url": "/list",
    "hidden": {"view": "open"},
    "clear_url": "/list",
    "search": {"name": "q", "value": ""},
    "chips": [
        {"label": "阶段", "value": "在办全部", "remove_url": "#"},
        {"label": "类别", "value": "物业、劳资等 7 类", "remove_url": "#"},
    ],
    "fields": [
        {
            "name": "channel",
            "label": "渠道",
            "kind": "choice",
            "choices": [("window", "窗口"), ("hotline", "12345")],
        },
        {"name": "from", "label": "登记自", "kind": "date"},
        {"name": "unit", "label": "承办单位", "kind": "relation", "remote": "/people", "wide": 12},
    ],
}
BULK = [
    act("派单", icon="send", url="/post", reason={"label": "派单说明", "required": False}),
    act("转会商", icon="group", url="/post"),
    act(
        "作废",
        "danger",
        "trash",
        "/post",
        confirm={"text": "作废须第二人批准，编号保留。"},
        reason={"required": True},
    ),
    act(
        "办结",
        icon="circle-check",
        name="close",
        enabled=False,
        reasons=[{"text": "2 件缺反馈记录", "url": "#"}],
    ),
]

LIST = {
    "name": "cases",
    "title": "事项",
    "views": VIEWS,
    "filters": FILTERS,
    "order_text": "按期限由近到远",
    "columns": COLUMNS,
    "rows": ROWS,
    "bulk": BULK,
    "select_all": {"text": "选中全部 1,284 件"},
    "pager": {"prev_url": None, "next_url": "#", "count_text": "第 1–50 件，共 1,284 件"},
    "exports": [{"label": "Excel（xlsx）", "url": "#"}, {"label": "CSV", "url": "#"}],
    "actions": [act("登记", "primary", "plus", "/form", key="N")],
}
EMPTY = {
    **LIST,
    "rows": [],
    "empty": {
        "kind": "filter",
        "title": "没有符合这 2 个条件的事项",
        "text": "去掉“类别 物业、劳资等 7 类”可找到 18 件。",
        "action": [act("去掉这个条件", "primary"), act("清除全部")],
    },
}

SECTIONS = [
    {
        "name": "who",
        "title": "谁来说",
        "number": 1,
        "fields": [
            {
                "name": "id_number",
                "label": "证件号码",
                "value": "330999198003071X26",
                "wide": 4,
                "autocomplete": "off",
                "help": "校验位不对时仍可保存，请核对原件",
            },
            {"name": "name", "label": "姓名", "value": "周予安", "required": True, "wide": 4},
            {
                "name": "phone",
                "label": "手机号",
                "kind": "tel",
                "value": "138 0412",
                "required": True,
                "wide": 4,
                "errors": ["应为 11 位，现在 7 位"],
            },
            {
                "name": "sex",
                "label": "性别、年龄",
                "kind": "readonly",
                "text": "女，46 岁",
                "wide": 4,
                "source": "由证件号码带出",
            },
            {
                "name": "old_phone",
                "label": "原手机号",
                "kind": "masked",
                "text": "138****0412",
                "reveal_url": "/reveal",
                "wide": 4,
            },
            {
                "name": "many",
                "label": "多人同一诉求，推选代表 2 人",
                "kind": "boolean",
                "value": True,
                "wide": 4,
            },
        ],
    },
    {
        "name": "what",
        "title": "说什么",
        "number": 2,
        "fields": [
            {
                "name": "narrative",
                "label": "诉求",
                "kind": "textarea",
                "rows": 5,
                "required": True,
                "help": "原话记录，不改写",
                "value": "榕和社区 3 幢一单元从 11 月 15 日起暖气一直不热，屋里只有 13 度，老人孩子受不了。"
                "找过物业三次，物业说是管道改造没验收，让再等等，也不肯退这一个月的供暖费。",
            },
            {
                "name": "channel",
                "label": "渠道",
                "kind": "radio",
                "value": "window",
                "required": True,
                "wide": 12,
                "choices": [
                    ("window", "窗口"),
                    ("hotline", "12345"),
                    ("police", "110 非警务"),
                    ("scan", "扫码"),
                    ("letter", "信访"),
                    ("court", "法院"),
                ],
            },
            {
                "name": "category",
                "label": "类别",
                "kind": "choice",
                "value": "heat",
                "choices": [("heat", "物业服务 / 供暖"), ("rent", "房屋租赁")],
            },
            {
                "name": "unit",
                "label": "承办单位",
                "kind": "relation",
                "remote": "/people",
                "value": 3,
                "text": "县住建局",
                "required": True,
            },
            {
                "name": "helpers",
                "label": "协办单位",
                "kind": "relation",
                "multiple": True,
                "remote": "/people",
                "value": [4],
                "text": {4: "塘湾街道"},
            },
            {
                "name": "tags",
                "label": "标签",
                "kind": "multi",
                "value": ["old"],
                "choices": [("old", "老人、儿童"), ("firm", "涉企")],
            },
            {"name": "amount", "label": "标的金额", "kind": "money", "unit": "元", "value": "86,400.00"},
            {
                "name": "due",
                "label": "约定日期",
                "kind": "date",
                "value": "2026-11-24",
                "errors": ["11-18 早于受理日 11-19"],
            },
            {
                "name": "files",
                "label": "材料",
                "kind": "file",
                "multiple": True,
                "wide": 12,
                "help": "图片、PDF，每个不超过 20 MB",
            },
        ],
    },
]


def instalment(number: Any, amount: str, day: str, errors: list[str] | None = None) -> list[Page]:
    """The fields of one row of instalments."""
    return [
        {
            "name": f"instalments-{number}-amount",
            "label": "金额（元）",
            "kind": "money",
            "value": amount,
            "errors": errors or [],
        },
        {"name": f"instalments-{number}-day", "label": "到期日", "kind": "date", "value": day},
        {
            "name": f"instalments-{number}-way",
            "label": "方式",
            "kind": "choice",
            "value": "bank",
            "choices": [("bank", "银行转账"), ("cash", "现金")],
        },
    ]


LINES = {
    "name": "instalments",
    "title": "分期",
    "columns": [{"label": "金额（元）", "required": True}, {"label": "到期日"}, {"label": "方式"}],
    "rows": [
        {"pk": 1, "fields": instalment(0, "43,200.00", "2026-12-15")},
        {
            "pk": 2,
            "fields": instalment(1, "43,000.00", "2027-01-29", ["两期合计 86,200.00，与总额差 200.00"]),
        },
    ],
    "blank": instalment("__row__", "", ""),
    "total": "86,200.00",
    "total_label": "合计",
    "add_label": "加一期",
    "max": 36,
}
FORM = {
    "title": "登记事项",
    "second": "3 号窗口",
    "crumbs": [{"label": "事项", "url": "/list"}, {"label": "登记"}],
    "row_version": 7,
    "errors": [
        {"id": "f-phone", "text": "手机号少 4 位：138 0412"},
        {"id": "f-due", "text": "约定日期早于受理时间：11-18 早于 11-19"},
        {"id": "f-instalments-1-amount", "text": "分期合计与总额差 200.00 元"},
    ],
    "error_title": "还有 3 处要改，才能登记",
    "sections": SECTIONS,
    "lines": [LINES],
    "multipart": True,
    "cancel_url": "/list",
    "buttons": [
        {"label": "存草稿", "name": "_draft", "value": "1"},
        {"label": "登记", "tone": "primary", "name": "_save", "value": "1", "icon": "check"},
    ],
    "rail": [
        {
            "name": "person",
            "title": "同一人",
            "second": "近 12 个月 2 件",
            "icon": "people",
            "rows": [
                {
                    "url": "#",
                    "title": "小区楼道灯坏",
                    "second": "09-12 10:07 · 0912-000107",
                    "badge": {"label": "办结", "tone": "green"},
                },
                {"url": "#", "title": "咨询供暖费标准", "second": "11-17 09:40 · 1117-000340"},
            ],
        },
        {
            "name": "matter",
            "title": "可能是同一件事",
            "tone": "amber",
            "icon": "copy",
            "rows": [
                {
                    "url": "#",
                    "title": "榕和社区 5 幢住户反映暖气不热",
                    "second": "相似 86% · 相同：暖气、退费",
                }
            ],
            "note": "不处理也能登记",
        },
        {
            "name": "category",
            "title": "建议类别：房产物业",
            "icon": "tag",
            "text": "相似的 7 件归在这一类",
            "pick": {"fields": {"category": ("07", "")}, "label": "采用", "of": "房产物业"},
        },
        {
            "name": "limits",
            "title": "派出后的时限",
            "second": "按 08:59 起算",
            "icon": "clock",
            "facts": [{"label": "签收", "text": "09:00"}, {"label": "联系当事人", "text": "09:01"}],
        },
    ],
    "filed": {
        "title": "已登记，编号 99010200000020261120000016",
        "text": "小区楼道灯坏",
        "actions": [
            {"label": "打印回执", "icon": "print", "method": "post", "url": "#"},
            {"label": "打开", "url": "#"},
        ],
    },
}
CONFLICT = {
    **FORM,
    "errors": [],
    "rail": None,
    "filed": None,
    "conflict": {
        "who": "顾明澈",
        "when": "10:31",
        "merge_url": "#",
        "hidden": {"row_version": 8},
        "fields": [
            {"name": "urgency", "label": "紧急程度", "saved": "一般", "mine": "紧急", "pick": "saved"},
            {
                "name": "amount",
                "label": "标的金额",
                "saved": "86,000.00",
                "mine": "86,400.00",
                "pick": "mine",
            },
        ],
    },
}

PARTIES = {
    "name": "parties",
    "caption": "当事人",
    "columns": [
        {"label": "身份"},
        {"label": "名称"},
        {"label": "证件"},
        {"label": "电话"},
        {"label": "调解意愿"},
    ],
    "rows": [
        {
            "pk": 1,
            "cells": [
                {"value": "申请人"},
                {"value": "云锦针织有限公司"},
                {"value": "91330999MA2XK7C83K"},
                {"value": "0579-****6120"},
                badge("同意", "green"),
            ],
        },
        {
            "pk": 2,
            "cells": [
                {"value": "被申请人"},
                {"value": "沈**"},
                {
                    "kind": "masked",
                    "value": "330999********4417",
                    "reveal_url": "/reveal",
                    "label": "沈** 的证件号码",
                },
                {"kind": "masked", "value": "139****7736", "reveal_url": "/reveal", "label": "沈** 的手机号"},
                badge("同意", "green"),
            ],
        },
    ],
}
SHOW = {
    "title": "提前退租不退押金，公司与二房东各执一词",
    "number": "9901 0200 1002 2026 1119 000397 4",
    "state": {"label": "调解中", "tone": "accent", "icon": "mediate"},
    "tags": ["涉企", "房屋租赁", "窗口"],
    "crumbs": [{"label": "事项", "url": "/list"}, {"label": "1119-000397"}],
    "stages": [
        {"label": a, "second": b, "state": c}
        for a, b, c in (
            ("登记", "11-19 09:12", "done"),
            ("受理", "09:15", "done"),
            ("派单", "09:20", "done"),
            ("签收", "09:20:48", "done"),
            ("处置", "14:05", "done"),
            ("调解", "第 2 次约谈", "now"),
            ("反馈", "", "next"),
            ("办结", "", "next"),
            ("归档", "", "next"),
        )
    ],
    "arrows": [
        act("安排约谈", "primary", "calendar-plus"),
        act("拟协议", icon="file"),
        act("吹哨", icon="megaphone", method="post", reason={"label": "吹哨事由", "required": True}),
        act(
            "暂停计时",
            icon="pause",
            method="post",
            reason={"label": "暂停原因", "required": True, "choices": ["等当事人补材料", "等司法鉴定意见"]},
        ),
        act(
            "终止调解",
            "danger",
            "hand",
            method="post",
            confirm={"object": "1119-000397 提前退租不退押金", "text": "终止后不能恢复，须重新申请。"},
            reason={"required": True},
        ),
        act(
            "办结",
            icon="circle-check",
            name="close",
            enabled=False,
            reasons=[
                {"text": "反馈记录未填", "url": "#course"},
                {"text": "1 个子任务未完成", "url": "#tasks"},
            ],
        ),
    ],
    "actions": [act("编辑", icon="edit", url="/form", key="E")],
    "sections": [
        {
            "name": "base",
            "title": "诉求",
            "text": "申请人公司 8 月承租建设社区沿街厂房二层，签约时付押金 86,400 元。"
            "10 月消防检查不合格要求停用，公司提前退租。"
            "二房东沈** 称违约在先，押金不退；公司称原合同未载明不得作生产用途，要求全额退还。",
            "facts": [
                {"label": "类别", "value": "房屋租赁", "second": "合同纠纷"},
                {"label": "标的金额", "value": "86,400.00 元", "kind": "money"},
                {"label": "紧急程度", "value": "一般"},
                {"label": "发生地", "value": "建设社区沿街 18 号二层"},
                {"label": "网格", "value": "城东街道建设社区第 2 网格"},
                {"label": "首接单位", "value": "城东街道", "second": "不可改"},
            ],
        }
    ],
    "related": [
        {
            "name": "parties",
            "title": "当事人",
            "count": 2,
            "note": "已遮蔽，查看须填事由并留痕",
            "table": PARTIES,
            "add": act("添加", icon="plus"),
        },
        {"name": "tasks", "title": "任务", "table": {"rows": []}, "empty": "还没有任务"},
    ],
    "papers": [
        {
            "title": "人民调解申请书",
            "number": "（2026）枫源调字第 12 号",
            "state": {"label": "已签", "tone": "green"},
            "actions": [act("下载", icon="download")],
        },
        {
            "title": "人民调解协议书",
            "number": "",
            "state": {"label": "草稿", "tone": "neutral"},
            "actions": [act("预览", icon="eye"), act("送签", "primary", "sign")],
        },
    ],
    "deadlines": [
        {
            "title": "调解期限 12-21（周一）",
            "due": due("剩 31 天", "", "", "calendar")["value"],
            "text": "11-19 受理起 30 天，补回暂停 16 小时 30 分，遇周日顺延",
        }
    ],
    "timeline": [
        {
            "title": "顾明澈 记录第 1 次约谈",
            "time": "10:31",
            "icon": "mediate",
            "tone": "accent",
            "text": [{"text": "结果：有待继续调解。双方同意 11-24 再谈，公司补交租赁合同原件。"}],
            "links": [{"text": "约谈记录.pdf", "url": "#"}],
        },
        {
            "title": "县司法局、市场监管所会商",
            "time": "09:40",
            "icon": "group",
            "tone": "violet",
            "text": [{"text": "结论：押金条款有效；二房东未取得转租授权，双方各有过错。"}],
        },
        {
            "title": "计时暂停 16 小时 30 分",
            "time": "昨天 17:10",
            "icon": "pause",
            "text": [{"text": "原因：等当事人补材料。已于今日 09:40 恢复。"}],
        },
        {
            "title": "建设街道调委会 签收",
            "time": "昨天 09:20",
            "icon": "circle-check",
            "tone": "green",
            "text": [{"text": "用时 48 秒，时限 1 分钟内。"}],
        },
    ],
    "note": {"url": "/post", "callable_url": "/callable"},
    "following": {"names": ["顾明澈", "李清禾"], "more": 2},
}


def card(
    number: str, title: str, second: str, limit: Page, tags: list[str], arrows: list[Page] | None = None
) -> Page:
    """One card of the board."""
    return {
        "pk": number,
        "url": "/show",
        "title": title,
        "second": second,
        "number": number,
        "tags": tags,
        "due": limit["value"],
        "arrows": arrows,
    }


BOARD = {
    "title": "调度台",
    "views": [{"label": "看板", "url": "#", "current": True}, {"label": "列表", "url": "/list"}],
    "actions": [act("派单", "primary", "send", key="A")],
    "columns": [
        {
            "name": "sent",
            "label": "待签收",
            "count": 2,
            "hint": "1 分钟签收",
            "cards": [
                card(
                    "1120-000415",
                    "烧烤店排烟噪声，影响备考学生",
                    "城东民声服务队 · 茶香坊",
                    due("签收超 2 分 10 秒", "应 10:40:30 签收", "red"),
                    ["12345"],
                    [act("催签", "primary", method="post"), act("改派", method="post")],
                ),
                card(
                    "1120-000421",
                    "两车剐蹭后当街争吵",
                    "塘湾民声服务队 · 榕和社区",
                    due("剩 24 秒", "10:42:04 派出", "amber"),
                    ["110"],
                ),
            ],
        },
        {
            "name": "signed",
            "label": "已签收",
            "count": 1,
            "hint": "2 分钟联系",
            "cards": [
                card(
                    "1120-000420",
                    "租客被锁门外，房东拒退租金",
                    "城东民声服务队 · 建设社区",
                    due("联系剩 30 秒", "签收用时 22 秒", "amber"),
                    ["110"],
                )
            ],
        },
        {
            "name": "way",
            "label": "途中",
            "count": 1,
            "hint": "10 / 30 分钟到场",
            "cards": [
                card(
                    "1120-000417",
                    "超市过期牛奶，要求十倍赔偿",
                    "城东民声服务队 · 滨河社区",
                    due("到场剩 16 分", "限 30 分 · 7.4 公里"),
                    ["第 3 件同类"],
                )
            ],
            "more_url": "#",
            "more_text": "还有 4 件",
        },
        {"name": "there", "label": "到场", "count": 0, "hint": "现场办结优先", "cards": []},
    ],
}


def counted(name: str, title: str, rows: list[tuple], *measures: str, upright: bool = False) -> Page:
    """A block with a chart; the last of its standing columns is provisional."""
    bars = [Bar(label, tuple((n, "/list") for n in numbers)) for label, *numbers in rows]
    drawn = chart(name, title, "项目", measures, bars, upright=upright, provisional=int(upright))
    return {"name": name, "title": title, "url": "/list", **drawn}


HOME = {
    "title": "工作台",
    "second": "11 月 20 日 周五",
    "actions": [act("登记", "primary", "plus", "/form", key="N")],
    "notices": [
        {"text": "2027 年节假日安排为暂定，跨年期限以正式通知为准。", "tone": "amber", "icon": "calendar"}
    ],
    "figures": [
        {"label": "今日到期", "value": "9", "second": "上午 4，下午 5", "url": "/list"},
        {"label": "已超时", "value": "3", "tone": "red", "second": "最久 1 小时 13 分", "url": "/list"},
        {"label": "我经手的", "value": "12", "url": "/list"},
        {"label": "按时办结", "value": "41 / 43", "second": "本月", "url": "/list"},
    ],
    "blocks": [
        {
            "name": "due",
            "title": "快到期的",
            "count": 9,
            "url": "/list",
            "table": {
                "name": "due",
                "caption": "快到期的事项",
                "columns": COLUMNS[:3] + COLUMNS[7:],
                "rows": [{**r, "cells": r["cells"][:3] + r["cells"][7:]} for r in ROWS[:4]],
            },
        },
        counted(
            "months",
            "近 6 个月",
            [(f"{month} 月", 2400 + month * 31, 2300 + month * 29) for month in range(6, 12)],
            "收到",
            "已办结",
            upright=True,
        ),
        counted("kinds", "按类别", [("物业供暖", 112), ("邻里", 64), ("婚姻家庭", 38), ("劳资", 0)], "件数"),
        {
            "name": "sign",
            "title": "待您签收的派单",
            "table": {"rows": []},
            "empty": {
                "title": "这里放待您签收的派单",
                "text": "今天还没有派给城东民声服务队的事项。有新派单会出现在这里。",
                "action": act("自己登记一件", icon="case-add"),
            },
        },
    ],
    "links": [
        {
            "title": "常用",
            "links": [
                {"label": "窗口登记", "url": "/form", "icon": "case-add"},
                {"label": "约谈安排", "url": "#", "icon": "calendar", "second": "今天 2 场，明天 1 场"},
            ],
        }
    ],
}
APPS = {
    "title": "应用",
    "views": [
        {"label": "全部", "url": "#", "count": 3, "current": True},
        {"label": "已安装", "url": "#", "count": 2},
    ],
    "jobs": [
        {
            "title": "升级 事项",
            "done": 618,
            "total": 1260,
            "text": "每秒 31 行，约剩 21 秒",
            "failed": 3,
            "failed_url": "#",
            "cancel_url": "#",
        }
    ],
    "modules": [
        {
            "name": n,
            "label": lab,
            "summary": s,
            "version": "0.1.0",
            "installed_version": "0.1.0",
            "icon": i,
            "state": st,
            "depends": d,
            "actions": a,
        }
        for n, lab, s, i, st, d, a in (
            (
                "parties",
                "当事人",
                "个人与单位，姓名、证件和电话只在这里存一份。",
                "people",
                {"label": "已安装", "tone": "green"},
                [],
                [act("卸载", "danger", name="parties", enabled=False, reasons=[{"text": "事项正在使用"}])],
            ),
            (
                "cases",
                "事项",
                "从登记到办结，一案一码。",
                "case",
                {"label": "已安装", "tone": "green"},
                [{"label": "当事人"}],
                [act("升级", "primary", method="post")],
            ),
            (
                "grids",
                "网格",
                "网格、网格员与走访。",
                "grid",
                {"label": "未安装", "tone": "neutral"},
                [{"label": "当事人"}],
                [act("安装", "primary", method="post")],
            ),
        )
    ],
}
LOGIN = {
    "hidden": {"next": "/"},
    "error": "账号或密码不对，还可再试 4 次。",
    "centre": "枫源县社会治理中心",
    "links": [{"label": "帮助", "url": "#"}, {"label": "群众请走查询页", "url": "#"}],
    "fields": [
        {"name": "username", "label": "账号", "value": "liqinghe", "autocomplete": "username", "wide": 12},
        {
            "name": "password",
            "label": "密码",
            "kind": "password",
            "autocomplete": "current-password",
            "wide": 12,
            "errors": ["请重新输入密码"],
        },
    ],
}
PASSWORD = {
    "fields": [
        {
            "name": "old",
            "label": "现在的密码",
            "kind": "password",
            "autocomplete": "current-password",
            "required": True,
        },
        {
            "name": "new",
            "label": "新密码",
            "kind": "password",
            "autocomplete": "new-password",
            "required": True,
        },
    ],
    "rules": ["至少 10 位，有字母和数字", "不同于最近 5 次用过的密码"],
    "forced": True,
    "errors": [],
}
FACTOR = {
    "secret": "JBSW Y3DP EHPK 3PXP",
    "qr_url": "/static/favicon.svg",
    "error": "口令不对，请看手机上最新的一组",
    "backup_codes": ["4821-9930", "1174-5526"],
    "trust_label": "这是本单位固定电脑，8 小时内免口令",
}
PROFILE = {
    "facts": [
        {"label": "姓名", "value": "李清禾"},
        {"label": "账号", "value": "liqinghe"},
        {"label": "上次登录", "value": "11-19 08:31", "kind": "date"},
    ],
    "tables": [
        {
            "name": "posts",
            "caption": "我的岗位",
            "columns": [{"label": "岗位"}, {"label": "属地"}, {"label": "起止"}],
            "rows": [
                {
                    "pk": 1,
                    "cells": [
                        {"value": "窗口受理员"},
                        {"value": "枫源县", "second": "本级及以下"},
                        {"value": "2026-01-01 起"},
                    ],
                }
            ],
        }
    ],
    "fields": [
        {
            "name": "density",
            "label": "列表行高",
            "kind": "radio",
            "value": "standard",
            "wide": 12,
            "choices": [("loose", "宽松"), ("standard", "标准"), ("compact", "紧凑")],
        }
    ],
    "actions": [act("修改密码", icon="key", url="/password"), act("第二因素", icon="lock", url="/factor")],
    "errors": [],
}

PAGES: dict[str, tuple[str, Page]] = {
    "home": ("home.html", HOME),
    "list": ("list.html", LIST),
    "empty": ("list.html", EMPTY),
    "form": ("form.html", FORM),
    "conflict": ("form.html", CONFLICT),
    "show": ("show.html", SHOW),
    "board": ("board.html", BOARD),
    "apps": ("apps.html", APPS),
    "login": ("login.html", LOGIN),
    "password": ("account/password.html", PASSWORD),
    "factor": ("account/second_factor.html", FACTOR),
    "profile": ("account/profile.html", PROFILE),
    "error-403": ("error.html", {"code": 403, "actions": [act("联系调度", icon="phone")]}),
    "error-404": ("error.html", {"code": 404}),
    "error-400": ("error.html", {"code": 400}),
    "error-405": ("error.html", {"code": 405}),
    "error-409": ("error.html", {"code": 409, "kept": "刚才填的内容已存为草稿。"}),
    "error-413": ("error.html", {"code": 413}),
    "error-429": ("error.html", {"code": 429}),
    "error-500": ("error.html", {"code": 500, "trace": "2026-11-20 10:42 · 7f3a91"}),
    "error-503": ("error.html", {"code": 503}),
}
SIGNED_OUT = {"login", "error-503"}
