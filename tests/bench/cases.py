"""A million cases that look like a province: places by Zipf's law, a hundredth of them open, real kinds of titles.

The same numbers give the same rows, so both sides are asked the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

COLUMNS = (
    *("case_no", "title", "summary", "channel", "category", "place", "urgency", "scale", "enterprise"),
    *("received_at", "status", "division_code", "created_at", "changed_at", "row_version", "extra"),
)

#: The county that is asked has this share of all rows: 14,400 of a million.
SHARE = 0.0144

#: What the search looks for, and how often it stands in a title.
WORD, WORD_SHARE = "公交车", 0.025

_SUBJECTS = (
    "路灯",
    "垃圾清运",
    "物业收费",
    "小区停车",
    "噪音扰民",
    "拖欠工资",
    "邻里漏水",
    "违章搭建",
    "自来水",
    "教育收费",
)
_ACTS = ("反映", "投诉", "咨询", "求助", "建议")
_CHANNELS = ("12345", "110", "window", "grid", "qr", "letters", "import")
_ENDED = ("archived", "closed")
_OPEN = ("registered", "accepted", "in_progress")
_LAST = datetime(2026, 11, 20, 18, 0)
_SPREAD = timedelta(days=3 * 365)


def places(codes: Sequence[str], count: int) -> tuple[dict[str, int], str]:
    """How many cases each place has, and the county nearest to the asked share.

    Args:
        codes: codes of villages.
        count: cases in all.
    """
    order = random.Random(7)
    shuffled = list(codes)
    order.shuffle(shuffled)
    weights = [1 / (rank + 10) ** 0.8 for rank in range(len(shuffled))]
    scale = count / sum(weights)
    volumes = {code: int(weight * scale) for code, weight in zip(shuffled, weights)}
    volumes[shuffled[0]] += count - sum(volumes.values())
    counties: dict[str, int] = {}
    for code, volume in volumes.items():
        counties[code[:6]] = counties.get(code[:6], 0) + volume
    county = min(counties, key=lambda code: abs(counties[code] - SHARE * count))
    return volumes, county


def rows(volumes: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    """One tuple a case, in no order of time; values as COPY takes them."""
    chance = random.Random(11)
    number = 0
    for code, volume in volumes.items():
        for _ in range(volume):
            number += 1
            received = _LAST - _SPREAD * chance.random()
            word = WORD if chance.random() < WORD_SHARE else chance.choice(_SUBJECTS)
            title = f"{chance.choice(_ACTS)}{number % 997}号院{word}问题第{number}件"
            yield (
                f"{code}{received:%Y%m%d}{number:07d}",
                title,
                f"{title}。群众来访反映，已多次联系有关单位，请尽快核实处理并答复。",
                chance.choice(_CHANNELS),
                f"{1 + min(int(chance.expovariate(0.35)), 11):02d}",
                f"幸福路{number % 997}号",
                "normal",
                "01",
                number % 20 == 0,
                received,
                chance.choice(_OPEN) if chance.random() < 0.01 else _ENDED[chance.random() < 0.1],
                code,
                received,
                received,
                1,
                "{}",
            )
