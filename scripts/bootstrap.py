"""Sets up .venv in three steps, none of which is done twice: torch, requirements.txt, the model.

    python3 scripts/bootstrap.py             all three (what `make run` and `make test` begin with)
    python3 scripts/bootstrap.py --no-model  the first two (what `make check` begins with)

Standard library only, and a syntax that a Python as old as 3.7 reads, so that it can say that it is too old. A step is
done when its stamp in .venv holds the hash of what it was done from; megabytes are counted from pip's own log.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
OLDEST, NEWEST = (3, 11), (3, 13)

TORCH = "2.13.0"
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
# For machines with neither ensurepip nor pip (Debian's python3 alone): pip from PyPI or its mirror, known by its hash.
PIP_WHEEL = "pip-25.3-py3-none-any.whl"
PIP_SHA256 = "9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd"

TESTS = r"site-packages.*[/\\]tests?[/\\]"  # of packages: not compiled


class SetupError(Exception):
    """What stops the set-up, in one line that says what to do."""


def main(arguments: Sequence[str]) -> int:
    try:
        check_python(sys.version_info[:3], sys.executable)
        make_venv()
        step("torch", "1/3 torch", TORCH, install_torch)
        rest = hash_of("requirements.txt", "pyproject.toml", "setup.py")
        step("requirements", "2/3 requirements.txt", rest, install_rest)
        if "--no-model" not in arguments:
            place_model()
    except SetupError as error:
        say(f"错误:{error}")
        return 2
    return 0


def check_python(version: tuple[int, ...], executable: str) -> None:
    if not OLDEST <= version[:2] <= NEWEST:
        found = ".".join(str(part) for part in version)
        raise SetupError(
            f"这里的 Python 是 {found}({executable}),需要 3.11 至 3.13:请安装其一,或指明,如 make run PYTHON=python3.12"
        )


def make_venv() -> None:
    """.venv with pip in it, by ensurepip, else by a pip found elsewhere (`pip --python`), else by pip's own wheel."""
    if works(PYTHON, "-m", "pip", "--version"):
        return
    say(f"建立 {VENV} ……")
    if works(sys.executable, "-m", "venv", "--clear", str(VENV)) and works(PYTHON, "-m", "pip", "--version"):
        return
    run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], "建不成 .venv")
    with tempfile.TemporaryDirectory() as folder:
        pip = pip_elsewhere() or [sys.executable, str(fetch_pip(Path(folder)) / "pip")]
        run([*pip, "--python", PYTHON, "install", "--quiet", "pip"], "没能把 pip 装入 .venv")


def pip_elsewhere() -> list[str] | None:
    """A pip outside .venv that knows `--python` (22.3 or later), as the beginning of a command; None if none."""
    for pip in ([sys.executable, "-m", "pip"], ["pip3"], ["pip"]):
        if shutil.which(pip[0]) and works(*pip, "--python", PYTHON, "--version"):
            return pip
    return None


def fetch_pip(folder: Path) -> Path:
    say("这里的 Python 没有 ensurepip,也没有 pip:从 PyPI 取 pip(1.8 MB)……")
    page = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"
    try:
        links = re.findall('href="([^"]+)"', read_url(page).decode("utf-8"))
        link = next(link for link in links if link.partition("#")[0].endswith("/" + PIP_WHEEL))
        content = read_url(urllib.parse.urljoin(page, link))
    except (OSError, ValueError, StopIteration) as error:
        raise SetupError(f"取不到 pip({error or page}):请先运行 apt install python3-venv") from error
    if hashlib.sha256(content).hexdigest() != PIP_SHA256:
        raise SetupError("取到的 pip 与已知的 SHA-256 不符,未使用:请先运行 apt install python3-venv")
    (folder / PIP_WHEEL).write_bytes(content)
    return folder / PIP_WHEEL


def read_url(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return bytes(answer.read())


def install_torch(log: Path) -> None:
    """A wheel at hand; else, on Linux x86-64, PyTorch's index of CPU builds; else whatever the usual index has."""
    alone = ["--no-deps", "torch==" + TORCH]  # what torch needs comes with requirements.txt
    if pip_install(log, "--no-index", "--quiet", *alone, quiet=True):
        say("   用本机已有的 torch 安装包。")
        return
    linux = sys.platform == "linux" and platform.machine() in ("x86_64", "AMD64")
    index = os.environ.get("TORCH_INDEX") or (CPU_INDEX if linux else None)
    if index:
        # `+cpu` cannot be met by another index that pip may also be set to look at; a person's own index is trusted.
        wanted = ["--no-deps", "torch==" + TORCH + ("" if os.environ.get("TORCH_INDEX") else "+cpu")]
        say(f"   从 {index} 取 CPU 版(约 190 MB)……")
        if pip_install(log, "--index-url", index, "--retries", "0", "--timeout", "15", *wanted):
            return
        say("   那里取不到。")
    if linux:
        say("   改装所配置的索引里的普通 torch:它带来约 2.7 GB 的 CUDA 库(用不到,但无害);TORCH_INDEX 可另指索引。")
    if not pip_install(log, "torch==" + TORCH):
        raise SetupError(f"装不上 torch {TORCH}(pip 的说明见上):请检查网络,或用 PIP_FIND_LINKS 指出安装包所在")


def install_rest(log: Path) -> None:
    if not pip_install(log, "-r", "requirements.txt"):
        raise SetupError("装不上 requirements.txt(pip 的说明见上):请检查网络后重试")
    # On all cores, and nobody is shown what Python warns of other people's files; pip does it on one.
    packages = subprocess.check_output([PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    works(PYTHON, "-W", "ignore", "-m", "compileall", "-q", "-j", "0", "-x", TESTS, packages.decode().strip())


def place_model() -> None:
    """m3e-small, unless another model is named: that one is fetched by `make model` alone."""
    if not os.environ.get("CHUCHU_MODEL") and not (ROOT / "data/models/m3e-small").exists():
        say("3/3 模型 ……")
        run([PYTHON, "-m", "index.weights"], "模型未就绪")


def step(name: str, title: str, made_from: str, install: Callable[[Path], None]) -> None:
    """Runs `install(log)` unless the stamp says that it was done from the same; tells megabytes and seconds."""
    stamp = VENV / (".done-" + name)
    if stamp.exists() and stamp.read_text() == made_from:
        return
    say(title + " ……")
    began = time.time()
    log = VENV / ("pip-" + name + ".log")
    if log.exists():
        log.unlink()
    install(log)
    stamp.write_text(made_from)
    say(f"   {name}:下载 {downloaded_mb(log):.1f} MB,用时 {time.time() - began:.0f} 秒。")


def hash_of(*names: str) -> str:
    return hashlib.sha256(b"\0".join((ROOT / name).read_bytes() for name in names)).hexdigest()


def downloaded_mb(log: Path) -> float:
    """Sum of the sizes that pip names where it downloads; what its cache or a local folder holds counts nothing."""
    units = {"bytes": 1e-6, "kB": 1e-3, "MB": 1.0, "GB": 1e3}
    text = log.read_text("utf-8", errors="replace") if log.exists() else ""
    return sum(float(n) * units[u] for n, u in re.findall(r"Downloading \S+ \(([\d.]+) (bytes|kB|MB|GB)\)", text))


def pip_install(log: Path, *options: str, quiet: bool = False) -> bool:
    told = ["--disable-pip-version-check", "--no-compile", "--log", str(log)]  # see install_rest
    command = [PYTHON, "-m", "pip", "install", *told, *options]
    return subprocess.call(command, cwd=str(ROOT), stdout=sys.stderr, stderr=DEVNULL if quiet else None) == 0


DEVNULL = subprocess.DEVNULL


def works(*command: str) -> bool:
    try:
        return subprocess.call(command, stdout=DEVNULL, stderr=DEVNULL) == 0
    except OSError:
        return False


def run(command: Sequence[str], failure: str) -> None:
    if subprocess.call(command, cwd=str(ROOT), stdout=sys.stderr) != 0:
        raise SetupError(failure + "(说明见上)")


def say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
