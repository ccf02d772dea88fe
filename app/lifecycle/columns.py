"""The column types revisions are written with. Frozen: a revision must mean tomorrow what it meant when it ran."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Integer, String
from sqlalchemy.dialects.postgresql import JSONB

BIG_ID = BigInteger().with_variant(Integer(), "sqlite")
DIVISION = String(12).with_variant(String(12, collation="C"), "postgresql")
JSON_DICT = JSON().with_variant(JSONB(), "postgresql")
