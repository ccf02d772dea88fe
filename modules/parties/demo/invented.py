"""Any number of invented people: names, identity numbers and phones that nobody bears."""

from __future__ import annotations

from datetime import date, timedelta

from app.model.checksum import mod_11_2

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_FIRST = "建国秀玉文志海春晓明丽永红桂金德学振兰淑"
_SECOND = "华英军平强芳伟敏静涛霞勇娟斌燕龙萍辉梅刚"

#: Days from the first birth date on; so many people share a serial.
_DAYS = 14_000
_BORN = date(1965, 1, 1)

#: The invented county of the demo, so that no number is anybody's; serials from here on are nobody's in the demo.
_COUNTY, _SERIAL = "990102", 700


def invented(number: int) -> dict[str, str]:
    """Name, identity number and phone of one of 700,000 people; another number is another person."""
    serial, day = divmod(number, _DAYS)
    digits = f"{_COUNTY}{_BORN + timedelta(days=day):%Y%m%d}{_SERIAL + serial:03d}"
    family, first, second = number % 40, number // 40 % 20, number // 800 % 20
    return {
        "name": _SURNAMES[family] + _FIRST[first] + _SECOND[second],
        "id_number": digits + mod_11_2(digits),
        "phone": f"19909{number:06d}",
    }
