"""The set-up that `make` begins with: nothing is done twice, the wrong Python is named, megabytes are pip's own."""

from pathlib import Path

import pytest

from scripts import bootstrap


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 9), (3, 13, 99)])
def test_a_python_that_fits_is_taken(version: tuple[int, ...]) -> None:
    bootstrap.check_python(version, "/usr/bin/python3")


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 14, 0), (4, 0, 0)])
def test_a_python_too_old_or_too_new_is_named(version: tuple[int, ...]) -> None:
    found = ".".join(map(str, version))
    with pytest.raises(bootstrap.SetupError, match=rf"{found}\(/usr/bin/python3\),需要 3.11 至 3.13"):
        bootstrap.check_python(version, "/usr/bin/python3")


def test_a_step_is_done_once_for_the_same_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    done: list[str] = []
    for made_from in ["a", "a", "b", "b"]:
        bootstrap.step("torch", "1/3", made_from, lambda log: done.append(log.name))
    assert len(done) == 2


def test_a_step_that_failed_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(log: Path) -> None:
        raise bootstrap.SetupError("没网")

    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    for _ in range(2):
        with pytest.raises(bootstrap.SetupError):
            bootstrap.step("torch", "1/3", "a", fail)


def test_megabytes_are_counted_from_pips_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").write_text(
        "2025-01-01T00:00:00   Downloading torch-2.13.0-cp311-manylinux.whl (191.8 MB)\n"
        "2025-01-01T00:00:00   Downloading anyio-4.16.0-py3-none-any.whl.metadata (4.5 kB)\n"
        "2025-01-01T00:00:00   Using cached numpy-2.4.6-cp311.whl (16.9 MB)\n"
        "2025-01-01T00:00:00 Processing ./wheels/tqdm-4.70.1-py3-none-any.whl\n",
        "utf-8",
    )
    assert bootstrap.downloaded_mb(tmp_path / "log") == pytest.approx(191.8045)
    assert bootstrap.downloaded_mb(tmp_path / "no log") == 0


def test_a_wheel_at_hand_goes_before_any_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def pip_install(log: Path, *options: str, quiet: bool = False) -> bool:
        asked.append(options)
        return len(asked) == 3

    monkeypatch.setattr(bootstrap, "pip_install", pip_install)
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("TORCH_INDEX", raising=False)
    bootstrap.install_torch(tmp_path / "log")
    assert "--no-index" in asked[0]
    assert asked[1][:2] == ("--index-url", "https://download.pytorch.org/whl/cpu")
    assert asked[2] == ("torch==2.13.0",)


def test_another_index_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def pip_install(log: Path, *options: str, quiet: bool = False) -> bool:
        asked.append(options)
        return len(asked) == 2

    monkeypatch.setattr(bootstrap, "pip_install", pip_install)
    monkeypatch.setenv("TORCH_INDEX", "https://example.org/torch")
    bootstrap.install_torch(tmp_path / "log")
    assert asked[1][:2] == ("--index-url", "https://example.org/torch")
    assert asked[1][-1] == "torch==2.13.0"
