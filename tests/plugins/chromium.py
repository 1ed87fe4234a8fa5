"""Find a Chromium for the tests, or fetch one; ``python -m tests.plugins.chromium`` prints where it is.

The order: ``$KAITAK_CHROMIUM``; a browser on the PATH; one unpacked earlier; Debian's package, where we are root;
npm's ``@sparticuz/chromium``, unpacked by hand. It fails loudly: a browser test is never skipped.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NPM_PACKAGE = "@sparticuz/chromium@147.0.0"
UNPACK = """
const { readFileSync, writeFileSync } = require("node:fs");
const { brotliDecompressSync } = require("node:zlib");
writeFileSync(process.argv[2], brotliDecompressSync(readFileSync(process.argv[1])));
"""


class NoBrowserError(RuntimeError):
    """There is no Chromium, and none could be fetched."""


def find_chromium() -> Path:
    """Return the browser, fetched if need be; raise NoBrowserError."""
    named = os.environ.get("KAITAK_CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise NoBrowserError(f"KAITAK_CHROMIUM names {named}, which is not there.")
        return Path(named)
    tried: list[str] = []
    for way in (_on_path, _unpacked, _from_debian, _from_npm):
        try:
            found = way()
        except (OSError, subprocess.SubprocessError) as error:
            tried.append(f"{way.__name__.lstrip('_')}: {error}")
        else:
            if found:
                return found
    raise NoBrowserError(
        "Browser tests need Chromium. Install it (apt-get install chromium) or set KAITAK_CHROMIUM. Tried: "
        + ("; ".join(tried) or "the PATH")
    )


def environment(browser: Path) -> dict[str, str]:
    """Return the environment the browser needs: an unpacked one brings libraries of its own."""
    libraries = browser.parent / "lib"
    if browser.parent != _cache() or not libraries.is_dir():
        return dict(os.environ)
    return {**os.environ, "LD_LIBRARY_PATH": f"{libraries}:{os.environ.get('LD_LIBRARY_PATH', '')}"}


def _on_path() -> Path | None:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "kaitak" / "chromium"


def _unpacked() -> Path | None:
    browser = _cache() / "chromium"
    return browser if browser.is_file() else None


def _from_debian() -> Path | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet, timeout=300)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"]
    subprocess.run(install, check=True, env=quiet, timeout=900, stdout=subprocess.DEVNULL)
    return _on_path()


def _from_npm() -> Path | None:
    if not shutil.which("npm"):
        return None
    folder = _cache()
    folder.mkdir(parents=True, exist_ok=True)
    install = [
        "npm",
        "install",
        "--prefix",
        str(folder),
        "--ignore-scripts",
        "--no-save",
        "--no-audit",
        NPM_PACKAGE,
    ]
    subprocess.run(install, check=True, timeout=900, stdout=subprocess.DEVNULL)
    packed = folder / "node_modules" / "@sparticuz" / "chromium" / "bin"
    _unpack_libraries(packed / "al2023.tar.br", folder)
    part = folder / "chromium.part"
    _unbrotli(packed / "chromium.br", part)
    part.chmod(0o755)
    part.rename(folder / "chromium")
    shutil.rmtree(folder / "node_modules")
    return folder / "chromium"


def _unpack_libraries(packed: Path, folder: Path) -> None:
    archive = folder / "libraries.tar"
    _unbrotli(packed, archive)
    with tarfile.open(archive) as libraries:
        libraries.extractall(folder, filter="data")
    archive.unlink()


def _unbrotli(packed: Path, target: Path) -> None:
    subprocess.run(["node", "-e", UNPACK, str(packed), str(target)], check=True, timeout=300)


if __name__ == "__main__":
    try:
        print(find_chromium())  # noqa: T201
    except NoBrowserError as missing:
        sys.exit(str(missing))
