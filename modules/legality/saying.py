"""Reading Chinese legal text: sums, rates and days as people write them. Pure functions, each bounded by its text."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,
    "两": 2,
    "元": 1,
}
CAPITALS = re.compile("[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{1,40}[元圆][零壹贰叁肆伍陆柒捌玖角分整正]*")

_SCALE = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 10**6, "亿": 10**8}
_SUM = re.compile(
    r"(?<![\d.])(\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d{1,13}(?:\.\d+)?)\s*(十万|百万|千|百|万|亿)?\s*[元圆](?!/)"
)
_DAY = re.compile(
    r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*日?|(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)",
    re.ASCII,
)
_DAY_WORDS = re.compile(
    "([一二三四五六七八九〇零○OＯ]{4})年([元一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日?"
)
_OTHER_CALENDARS = re.compile(
    "农历|阴历|旧历|夏历|民国|腊月|正月|初[一二三四五六七八九十]|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
)
#: A term that needs no calendar day.
_TERM = re.compile(
    r"当场|当日|当天|即时|同时|签[订字署](?:本协议)?(?:时|之日)|[之]?日起[^。；;]{0,8}?[日天月年]内|\d+\s*(?:个)?(?:日|天|月|工作日)内|[每按](?:月|季|年)|长期|永久|今后|不再"
)
_SHARE = re.compile(
    r"(\d{1,6}(?:\.\d{1,6})?)\s*([%％‰])|(百|千|万)分之([\d.]{1,8}|[零一二三四五六七八九十百点]{1,8})|(\d{1,3}(?:\.\d{1,3})?|[一二三四五六七八九])\s*分(?=利|$|[，。；,;）)])"
)
_UNIT = {"%": 1, "％": 1, "‰": 10, "百": 1, "千": 10, "万": 100}
_BEFORE = 14


class Unreadable(ValueError):
    """A text is not what it should be; the reason is one of `calendar`, `none`, `form`."""


def sums_in(text: str) -> list[Decimal]:
    """The sums in figures, in yuan: `8.64万元` is 86400."""
    return [
        Decimal(m[1].replace(",", "").replace("，", "")) * _SCALE[m[2] or ""] for m in _SUM.finditer(text)
    ]


def capitals_beside_figures(text: str) -> list[tuple[Decimal, str]]:
    """Sums in figures with the capitals written after them: `1000元（大写：壹仟元整）`."""
    found = []
    for match in _SUM.finditer(text):
        rest = text[match.end() : match.end() + 60]
        beside = re.match(r"[\s（(，,：:人民币大写]{0,12}", rest)
        written = CAPITALS.match(rest, beside.end()) if beside else None
        if written:
            total = Decimal(match[1].replace(",", "").replace("，", "")) * _SCALE[match[2] or ""]
            found.append((total, written[0]))
    return found


def number_in_words(text: str) -> int:
    """A whole number below one hundred in Chinese: `二十二`.

    Raises:
        Unreadable: it is no such number.
    """
    if text == "十":
        return 10
    head, ten, tail = text.partition("十")
    if not ten and len(text) != 1:
        raise Unreadable("form")
    try:
        tens = (DIGITS[head] if head else 1) * 10 if ten else 0
        return tens + (DIGITS[tail or "零"] if ten else DIGITS[text])
    except KeyError:
        raise Unreadable("form") from None


def read_day(text: str) -> date:
    """A day in figures or words of the common calendar; nothing else may stand beside it but a time.

    Raises:
        Unreadable: another calendar, a day that does not exist, or no day at all.
    """
    plain = text.strip()
    if _OTHER_CALENDARS.search(plain):
        raise Unreadable("calendar")
    plain = re.sub(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?$", "", plain)
    match = _DAY.fullmatch(plain) or _DAY_WORDS.fullmatch(plain)
    if match is None:
        raise Unreadable("form")
    return _day(match)


def days_in(text: str) -> tuple[list[date], list[str]]:
    """The days written in a text, and the writings of days that do not exist."""
    found, wrong = [], []
    for pattern in (_DAY, _DAY_WORDS):
        for match in pattern.finditer(text):
            try:
                found.append(_day(match))
            except Unreadable:
                if match.re is _DAY_WORDS or match[1]:
                    wrong.append(match[0].strip())
    return found, wrong


def says_when(text: str) -> bool:
    """Whether a text says by when: a day, a term, or that it is done at once."""
    return bool(days_in(text)[0] or _TERM.search(text))


def year_rates(text: str) -> list[Decimal]:
    """Periodic rates in percent a year: `月利率2%` is 24, `日万分之五` 18.25."""
    found = []
    for match, percent in _shares(text):
        before = text[max(match.start() - _BEFORE, 0) : match.start()]
        before = re.split("[。；;\n]", before)[-1]
        after = text[match.end() : match.end() + 3]
        # the word nearest before the figure counts
        near = max(("年", "月", "日", "天"), key=before.rfind)
        if before.rfind(near) >= 0 and not re.search(r"\d\s*[年月日天][^每按]*$", before):
            found.append(percent * {"年": 1, "月": 12}.get(near, 365))
        elif after[:2] in ("/日", "/天", "每日"):
            found.append(percent * 365)
        elif after[:2] in ("/月", "每月"):
            found.append(percent * 12)
        elif after[:2] in ("/年", "每年"):
            found.append(percent)
    return found


def penalty_shares(text: str) -> list[Decimal]:
    """Penalties as a share of the sum, in percent, that are due once: `违约金为总额的30%`."""
    found = []
    for match, percent in _shares(text):
        before = re.split("[。；;\n]", text[max(match.start() - 24, 0) : match.start()])[-1]
        after = re.split("[。；;\n]", text[match.end() : match.end() + 14])[0]
        if re.search("违约金|罚款|滞纳金", before + after) and not re.search(
            r"[每按]?[日天月年](?:利率|息)?[^元]{0,6}$", before
        ):
            found.append(percent)
    return found


def penalty_sums(text: str) -> list[Decimal]:
    """Penalties as a sum that is due once: `支付违约金5万元`, not what is due for each day."""
    found = []
    for match in _SUM.finditer(text):
        before = re.split("[。；;\n]", text[max(match.start() - 12, 0) : match.start()])[-1]
        after = text[match.end() : match.end() + 6]
        named = re.search("违约金|罚金|滞纳金", before) or re.match("(?:的|作为)?违约金", after)
        if named and not re.search("[每按]?[日天月]", before) and not after.startswith(("/", "每")):
            found.append(Decimal(match[1].replace(",", "").replace("，", "")) * _SCALE[match[2] or ""])
    return found


def month_wages(text: str) -> list[Decimal]:
    """Wages of a month: `月工资1500元`."""
    return [
        Decimal(m[1].replace(",", ""))
        for m in re.finditer(r"(?:月工资|月薪|每月工资)\D{0,6}(\d[\d,]{0,9}(?:\.\d{1,2})?)元", text)
    ]


def _shares(text: str) -> list[tuple[re.Match[str], Decimal]]:
    found = []
    for match in _SHARE.finditer(text):
        if match[1]:
            found.append((match, Decimal(match[1]) / _UNIT[match[2]]))
        elif match[3] and (number := _spoken(match[4])) is not None:
            found.append((match, number / _UNIT[match[3]]))
        elif match[5] and (number := _spoken(match[5])) is not None:
            # 分 is one in a hundred of a month's interest, one in ten of a year's
            yearly = text[max(match.start() - 6, 0) : match.start()].rfind("年") >= 0
            if re.search("息|利", text[max(match.start() - 6, 0) : match.end() + 2]):
                found.append((match, number * (10 if yearly else 1)))
    return found


def _spoken(text: str) -> Decimal | None:
    if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", text, re.ASCII):
        return Decimal(text)
    if text == "百":
        return Decimal(100)
    whole, point, part = text.partition("点")
    try:
        number = Decimal(number_in_words(whole))
        return number + (Decimal(f"0.{''.join(str(DIGITS[sign]) for sign in part)}") if point and part else 0)
    except (Unreadable, KeyError):
        return None


def _day(match: re.Match[str]) -> date:
    try:
        if match.re is _DAY_WORDS:
            year = int("".join(str(DIGITS[sign]) for sign in match[1]))
            month = 1 if match[2] == "元" else number_in_words(match[2])
            return date(year, month, number_in_words(match[3]))
        year, month, day = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unreadable("none") from None
