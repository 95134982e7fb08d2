from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import UsageFault
from supplychain_cli.workspace import revision
from tests.cli.repository import committed, git
from tests.conftest import Result, inside, run, spawn, write_dataset
from tests.edits import BEFORE, edited

AFTER = edited(("share: 30", "share: 50"), ("goods: [boards]", "goods: [boards, chips]"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give the records folder of a repository with two commits and a change that is not committed."""
    committed(tmp_path / "repo", BEFORE)
    folder = committed(tmp_path / "repo", AFTER)
    (folder / "world.yml").write_text(edited(("share: 50", "share: 10"), text=AFTER), encoding="utf-8")
    return folder


def result(done: Result) -> dict[str, object]:
    parsed: dict[str, object] = json.loads(done.out)["result"]
    return parsed


def test_two_folders(tmp_path: Path) -> None:
    old = write_dataset(tmp_path / "old", {"world.yml": BEFORE})
    new = write_dataset(tmp_path / "new", {"world.yml": AFTER})
    done = run("diff", str(old), str(new))
    assert done.code == 0
    assert "2 records differ: relations 2 changed." in done.out
    assert "Delta under us-50: owned (was not reached)" in done.out
    assert "because of relations/gamma-delta (changed, world.yml:" in done.out


def test_nothing_differs(tmp_path: Path) -> None:
    old = write_dataset(tmp_path / "old", {"world.yml": BEFORE})
    done = run("diff", str(old), str(old), "--exit-code")
    assert (done.code, done.out.count("No record differs.")) == (0, 1)


@pytest.mark.parametrize("words", [["git:HEAD~1", "git:HEAD"], ["HEAD~1:records", "HEAD:records"]])
def test_two_revisions(home: Path, words: list[str]) -> None:
    done = run("diff", *words, "--format", "json", "--exit-code", records=home)
    assert done.code == 1
    found = result(done)
    assert found["tallies"] == [{"section": "relations", "added": 0, "changed": 2, "removed": 0}]
    commits = [git(home, "rev-parse", "HEAD~1"), git(home, "rev-parse", "HEAD")]
    assert [found[side]["revision"] for side in ("old", "new")] == commits  # type: ignore[index]


def test_a_revision_and_the_present_records(home: Path) -> None:
    with inside(home):
        done = run("diff", "git:HEAD")
    assert "share: 10 (was 50)" in done.out
    assert "Delta under us-50: not reached (was owned)" in done.out


def test_a_folder_in_the_repository_at_a_revision(home: Path) -> None:
    with inside(home.parent):
        done = run("diff", "main~1:records", "records")
    assert "share: 10 (was 30)" in done.out


def test_a_comment_for_a_pull_request(home: Path) -> None:
    done = run("diff", "git:HEAD~1", "git:HEAD", "--format", "md", records=home)
    assert "### Chains and verdicts" in done.out
    assert (
        "| changed | relations/gamma-delta | Gamma owns Delta | share: 50 (was 30) | world.yml:" in done.out
    )


def test_parties_that_are_named(home: Path) -> None:
    done = run("diff", "git:HEAD", "--from", "Delta", "--to", "Gamma", "--format", "json", records=home)
    query = json.loads(done.out)["query"]
    assert (query["from"], query["to"]) == (["ru-delta"], ["ru-gamma"])


def test_a_party_that_is_gone_is_found_on_the_old_side(tmp_path: Path) -> None:
    old = write_dataset(tmp_path / "old", {"world.yml": BEFORE})
    new = write_dataset(
        tmp_path / "new",
        {
            "world.yml": edited(
                ("name: Omega", "name: Sigma"),
                ("id: ru-omega", "id: ru-sigma"),
                ("from: ru-omega", "from: ru-sigma"),
            )
        },
    )
    done = run("diff", str(old), str(new), "--from", "id:ru-omega")
    assert done.code == 0
    assert "The chain from Omega to Gamma (us-ofac/blocking) was lost" in done.out
    assert "Sigma to Gamma" not in done.out


@pytest.mark.parametrize(
    ("words", "code", "fault"),
    [
        (["nowhere"], 2, "U161"),
        (["git:no-such-branch"], 2, "U163"),
        (["HEAD:no-such-folder"], 2, "U163"),
        (["HEAD:records/world.yml"], 2, "U163"),
        (["git:--help"], 2, "U163"),
        (["git:"], 2, "U163"),
        (["HEAD:"], 3, "D102"),
        (["git:HEAD", "--measure", "none"], 2, "U107"),
        (["git:HEAD", "--from", "Zyxwvut"], 2, "U103"),
    ],
)
def test_what_cannot_be_compared(home: Path, words: list[str], code: int, fault: str) -> None:
    done = run("diff", *words, records=home)
    assert (done.code, done.out) == (code, "")
    assert f"[{fault}]" in done.err


def test_a_revision_with_faults_is_named_as_the_person_did(tmp_path: Path) -> None:
    committed(tmp_path, edited(("to: hk-beta", "to: hk-nobody")))
    home = committed(tmp_path, BEFORE)
    done = run("diff", "git:HEAD~1", records=home)
    assert done.code == 3
    assert "The records of git:HEAD~1 cannot be compared" in done.err
    assert "world.yml:" in done.err
    assert "supplychain-" not in done.err


def test_no_repository(tmp_path: Path) -> None:
    home = write_dataset(tmp_path / "plain", {"world.yml": BEFORE})
    done = run("diff", "git:HEAD", records=home, env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert (done.code, "[U162]" in done.err) == (2, True)


def test_no_git(home: Path, tmp_path: Path) -> None:
    done = run("diff", "git:HEAD", records=home, env={"PATH": str(tmp_path)})
    assert (done.code, "[U162]" in done.err) == (2, True)


def test_a_revision_that_is_too_large(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision, "MAX_TOTAL", 10)
    done = run("diff", "git:HEAD", records=home)
    assert (done.code, "[D161]" in done.err) == (3, True)


def test_nothing_of_the_repository_runs(home: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    repository = home.parent
    (repository / ".gitattributes").write_text(
        "*.yml filter=trap diff=trap export-ignore\n", encoding="utf-8"
    )
    for key in (
        "filter.trap.smudge",
        "filter.trap.process",
        "diff.trap.textconv",
        "core.fsmonitor",
        "core.pager",
    ):
        git(repository, "config", key, f"touch '{trap}'; cat")
    done = run("diff", "git:HEAD~1", "git:HEAD", records=home)
    assert done.code == 0
    assert not trap.exists()


def test_links_hidden_files_and_ways_out_are_left_behind(home: Path) -> None:
    (home / "link.yml").symlink_to("/etc/passwd")
    (home / ".hidden.yml").write_text("not: records", encoding="utf-8")
    git(home.parent, "add", "--all")
    git(home.parent, "commit", "--quiet", "--message", "Links")
    with revision.unpacked("git:HEAD", home) as found:
        names = sorted(path.name for path in found.folder.rglob("*"))
    assert names == ["dataset.yml", "world.yml"]
    assert not found.folder.exists()


@pytest.mark.parametrize(
    "name", ["../out.yml", "/out.yml", ".git/config", "a/../b.yml", "a\\b.yml", "c:x.yml"]
)
def test_a_path_that_leads_out_is_not_plain(name: str) -> None:
    assert not revision._is_plain(name)


def test_a_hook_s_surroundings_do_not_mislead(home: Path, tmp_path: Path) -> None:
    elsewhere = {"GIT_DIR": str(tmp_path / "none"), "GIT_INDEX_FILE": str(tmp_path / "index")}
    assert run("diff", "git:HEAD", records=home, env=elsewhere).code == 0


def test_a_revision_that_looks_like_an_option_is_refused(home: Path) -> None:
    with pytest.raises(UsageFault), revision.unpacked("git:--all", home):
        raise AssertionError


def test_a_damaged_store_is_made_anew(home: Path, tmp_path: Path) -> None:
    cache = {"SUPPLYCHAIN_CACHE": str(tmp_path / "cache")}
    first = run("diff", "git:HEAD~1", records=home, env=cache)
    files = list((tmp_path / "cache").glob("*.snapshot/records/columns.pack"))
    assert len(files) == 2
    for file in files:
        content = file.read_bytes()
        file.write_bytes(content[:4096] + b"\x5a" * (len(content) - 4096))
    again = run("diff", "git:HEAD~1", records=home, env=cache)
    assert (again.code, again.out) == (0, first.out)


def test_the_output_is_the_same_everywhere(home: Path, tmp_path: Path) -> None:
    words = ["diff", "git:HEAD~1", "git:HEAD", "--records", str(home), "--format", "json"]
    one = spawn(*words, env={"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}, cwd=tmp_path)
    two = spawn(
        *words, env={"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8"}, cwd=Path(os.sep)
    )
    assert (one.code, one.out) == (two.code, two.out)
    assert json.loads(one.out)["result"]["shifts"]
