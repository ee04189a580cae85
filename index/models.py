"""A model's folder → the model of sentence-transformers, its prompts and its longest text; no pickles."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

MAX_THREADS = 8  # texts of this length do not gain from more, and a server should leave some to others
# Published at https://huggingface.co/BAAI/bge-small-zh-v1.5 (and base, large; v1 and v1.5); "noinstruct" wants none.
BGE_ZH = re.compile(r"bge-(small|base|large)-zh(-v1(\.5)?)?$", re.IGNORECASE)
BGE_ZH_QUERY = "为这个句子生成表示以用于检索相关文章："
PASSAGE_PROMPTS = ("document", "passage", "corpus")  # the names under which models keep it


def read(name: str, folder: Path) -> "SentenceTransformer":
    """On the CPU, in float32. Raises ModelError where the folder is no such model."""
    # Two seconds of imports: only those who encode pay them.
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(min(torch.get_num_threads(), MAX_THREADS))
    try:
        return SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            model_kwargs={"dtype": torch.float32, "use_safetensors": True},
        )
    except Exception as error:  # the library raises many kinds; all of them mean that this folder is no such model
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelError(f"模型 {name}({folder})读不出:{reason};它应是完整的 sentence-transformers 文件夹") from error


def refuse_pickles(name: str, files: Mapping[str, str]) -> None:
    """Raises ModelError for weights in a pickle that has no safetensors beside it; `files` are paths in the folder."""
    for file in files:
        beside = file.rpartition("/")[0]
        if file.endswith((".bin", ".pt", ".pkl")) and not any(
            other.endswith(".safetensors") and other.rpartition("/")[0] == beside for other in files
        ):
            raise ModelError(f"模型 {name} 的 {file} 是 pickle,可能夹带程序,不予读入:请换用 safetensors 格式")


def prompts(name: str, own: Mapping[str, str | None]) -> tuple[str, str]:
    """What is put before a question and before a passage."""
    query = own.get("query") or ""
    passage = next((text for key in PASSAGE_PROMPTS if (text := own.get(key))), "")
    if not query and BGE_ZH.search(name.rstrip("/\\")):
        query = BGE_ZH_QUERY
    return query, passage


def max_tokens(model: "SentenceTransformer") -> int | None:
    """The length at which the model cuts a text off; None where it never does."""
    limit = model.max_seq_length
    return int(limit) if limit is not None and limit < 1_000_000 else None
