"""Make the two committed faces of the paper house from Debian's packages.

Usage: ``python reports/fonts/build.py DIRECTORY``, where DIRECTORY holds the unpacked packages
(``apt-get download texlive-lang-chinese fonts-liberation2``, then ``dpkg-deb -x`` each of them).

* FQ Fang is FandolFang Regular without U+FFE5: the original draws a dollar sign there, so an amount
  in an agreement would read as dollars. The face after it in the stack supplies the yuan sign.
* FQ Latin is Liberation Serif cut down to ASCII, so that digits are serifed while Chinese quotation
  marks and dashes stay full width. It is given the height of FQ Fang above and below the baseline: faces of
  different heights on one line would push the lines of a page apart.

Both get family names of their own: a paper must never pick up another version found on the host.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
FULLWIDTH_YEN = 0xFFE5
FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT, TYPO_FAMILY = 1, 2, 3, 4, 6, 16
#: Height of FQ Fang above and below the baseline, in parts of the type size.
ASCENT, DESCENT = 0.88, -0.12


def rename(font: TTFont, family: str) -> None:
    """Give ``font`` the family name ``family`` in every name record that carries one."""
    postscript = family.replace(" ", "") + "-Regular"
    values = {
        FAMILY: family,
        STYLE: "Regular",
        UNIQUE: postscript,
        FULL: family,
        POSTSCRIPT: postscript,
        TYPO_FAMILY: family,
    }
    names = font["name"]
    names.names = [record for record in names.names if record.nameID not in values]
    for name_id, value in values.items():
        names.setName(value, name_id, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = postscript
        cff.topDictIndex[0].FullName = family
        cff.topDictIndex[0].FamilyName = family


def build_fang(source: Path, target: Path) -> None:
    """Write FQ Fang: every glyph of FandolFang, reachable by every code point but U+FFE5."""
    font = TTFont(source, recalcTimestamp=False)
    for table in font["cmap"].tables:
        table.cmap.pop(FULLWIDTH_YEN, None)
    rename(font, "FQ Fang")
    font.save(target)


def build_latin(source: Path, target: Path) -> None:
    """Write FQ Latin: the printable ASCII of Liberation Serif."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.name_IDs = ["*"]
    options.hinting = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=range(0x20, 0x7F))
    cutter.subset(font)
    ascent, descent = (round(part * font["head"].unitsPerEm) for part in (ASCENT, DESCENT))
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, descent, 0
    table = font["OS/2"]
    table.sTypoAscender, table.sTypoDescender, table.sTypoLineGap = ascent, descent, 0
    table.usWinAscent, table.usWinDescent = ascent, -descent
    rename(font, "FQ Latin")
    font.save(target)


def main(unpacked: Path) -> None:
    """Find the two source files below ``unpacked`` and build both faces beside this script."""
    build_fang(next(unpacked.rglob("FandolFang-Regular.otf")), HERE / "FQFang-Regular.otf")
    liberation = next(
        path for path in unpacked.rglob("LiberationSerif-Regular.ttf") if path.parent.name == "liberation2"
    )
    build_latin(liberation, HERE / "FQLatin-Regular.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
