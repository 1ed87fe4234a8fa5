"""Make the fonts of letters and e-Visas from the published Noto fonts; run by hand when they change.

    npm pack @expo-google-fonts/noto-sans @expo-google-fonts/noto-sans-hk @expo-google-fonts/noto-sans-sc
    uvx --from fonttools python tools/vendor_fonts.py FOLDER_OF_THE_PACKED_FILES

Noto Sans has Latin with every mark, Noto Sans HK has Big5 with HKSCS in Hong Kong's forms, Noto Sans SC has
GB 2312 in the Mainland's forms and every character the other has not.
"""

import io
import sys
import tarfile
from itertools import product
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "src/kaitak/service/notices/typesetting/fonts"
LATIN = {
    *range(0x20, 0x250),
    *range(0x300, 0x370),
    *range(0x1E00, 0x1F00),
    *range(0x2000, 0x2070),
    0x20AC,
    0x2116,
}
SIGNS = {
    0x2103,
    0x2192,
    0x2190,
    0x2191,
    0x2193,
    0x2713,
    0x25A0,
    0x25A1,
    0x25CF,
    0x25CB,
    *range(0x3000, 0x3040),
}
SIGNS |= {*range(0xFF00, 0xFFEF), *range(0x2460, 0x2474)}


def main(folder: Path) -> None:
    latin = {weight: packed(folder, "noto-sans", weight) for weight in ("400Regular", "600SemiBold")}
    hongkong, mainland = (
        packed(folder, "noto-sans-hk", "400Regular"),
        packed(folder, "noto-sans-sc", "400Regular"),
    )
    in_hongkong, in_mainland = set(hongkong.getBestCmap()), set(mainland.getBestCmap())
    for weight, font in latin.items():
        cut(font, LATIN, f"NotoSans-{weight[3:]}.ttf")
    cut(hongkong, charset("big5hkscs") | SIGNS, "NotoSansHK-Regular.ttf")
    cut(mainland, charset("gb2312") | SIGNS | (in_mainland - in_hongkong), "NotoSansSC-Regular.ttf")


def packed(folder: Path, package: str, weight: str) -> TTFont:
    name = next(folder.glob(f"expo-google-fonts-{package}-[0-9]*.tgz"))
    with tarfile.open(name) as archive:
        found = next(
            m for m in archive if m.name.startswith(f"package/{weight}/") and m.name.endswith(".ttf")
        )
        file = archive.extractfile(found)
        assert file is not None
        return TTFont(io.BytesIO(file.read()))


def charset(encoding: str) -> set[int]:
    found: set[int] = set()
    for pair in product(range(0x81, 0xFF), range(0x30, 0xFF)):
        found.update(ord(character) for character in bytes(pair).decode(encoding, "ignore"))
    return found


def cut(font: TTFont, characters: set[int], name: str) -> None:
    options = subset.Options(hinting=False, glyph_names=False, notdef_outline=True, name_IDs=["*"])
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum", "palt", "halt"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters & set(font.getBestCmap()))
    cutter.subset(font)
    font.save(TARGET / name)
    print(name, (TARGET / name).stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
