from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from supplychain_cli.records import read as reader
from supplychain_cli.records.files import MAX_BYTES, load
from supplychain_cli.records.read import files_of, read
from tests.unit.records.worlds import HEAD, PARTIES, codes, complaints, reading

ENTITY = "entities:\n  - id: a\n    kind: company\n    name: Alpha\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "records"
    root.mkdir()
    (root / "dataset.yml").write_text(HEAD, encoding="utf-8")
    return root


def write(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in files_of(root)]


def test_a_folder_becomes_a_corpus(folder: Path) -> None:
    write(folder, "parties/a.yml", ENTITY)
    found = read(folder)
    assert found.diagnostics == ()
    assert found.corpus is not None
    assert found.corpus.info.name == "example"
    (entry,) = found.corpus.section("entities")
    assert entry.record.id == "a"
    assert str(entry.at("name")) == "parties/a.yml:4:11"
    assert str(entry.at("names", 3)) == "parties/a.yml:2:5"


def test_files_come_in_one_order_and_hidden_ones_not_at_all(folder: Path) -> None:
    for name in ["z.yml", "a/b.yaml", "a.yml", ".hidden.yml", ".git/x.yml", "README.md", "b/UPPER.YML"]:
        write(folder, name, ENTITY)
    assert names(folder) == ["dataset.yml", "a.yml", "a/b.yaml", "b/UPPER.YML", "z.yml"]
    assert [path.relative_to(folder).as_posix() for path in read(folder).files] == names(folder)


def test_links_may_not_lead_out(folder: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, "outside/secret.yml", ENTITY)
    (folder / "file.yml").symlink_to(outside)
    (folder / "folder").symlink_to(outside.parent)
    (folder / "round.yml").symlink_to("round.yml")
    found = read(folder)
    assert names(folder) == ["dataset.yml"]
    assert sorted((item.code, item.location.file) for item in found.diagnostics) == [
        ("R101", "round.yml"),
        ("R121", "file.yml"),
        ("R121", "folder"),
    ]
    assert found.corpus is None


def test_links_inside_the_folder_add_nothing(folder: Path) -> None:
    target = write(folder, "b/a.yml", ENTITY)
    (folder / "a.yml").symlink_to(target)
    (folder / "c").symlink_to(target.parent)
    assert names(folder) == ["dataset.yml", "b/a.yml"]
    assert read(folder).diagnostics == ()


def test_a_dataset_reached_through_a_link_is_read(folder: Path, tmp_path: Path) -> None:
    write(folder, "a.yml", ENTITY)
    (tmp_path / "link").symlink_to(folder)
    assert names(tmp_path / "link") == ["dataset.yml", "a.yml"]
    assert read(tmp_path / "link").corpus is not None


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_what_is_no_file_is_left_out(folder: Path, make: object) -> None:
    assert callable(make)
    make(folder / "a.yml")
    found = read(folder)
    assert [item.code for item in found.diagnostics] == ["R122"]
    assert found.corpus is not None


def test_loading_never_waits_for_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "a.yml")
    text, (item,) = load(folder / "a.yml", "a.yml")
    assert text is None
    assert (item.code, item.severity) == ("R122", "error")


def test_a_file_that_cannot_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "a.yml", ENTITY)
    opened = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path.name == "a.yml":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    (item,) = read(folder).diagnostics
    assert (item.code, item.location.file) == ("R101", "a.yml")
    assert "Permission denied" in item.message


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    for path in [tmp_path / "nowhere", write(tmp_path, "file", ""), Path("a\0b")]:
        found = read(path)
        assert [item.code for item in found.diagnostics] == ["R124"]
        assert found.corpus is None


def test_without_a_head_there_is_no_dataset(tmp_path: Path) -> None:
    write(tmp_path, "dataset.yaml", HEAD)
    found = [item for item in read(tmp_path).diagnostics if item.code == "R100"]
    assert found[0].notes == ("There is a dataset.yaml; the name must end in .yml.",)


def test_a_newer_format_is_refused_by_both_versions_names() -> None:
    found = reader.read_texts(
        {"dataset.yml": HEAD.replace("supplychain/1", "supplychain/12") + "future: x\n"}
    )
    (item,) = found.diagnostics
    assert item.code == "R123"
    assert "supplychain/12" in item.message
    assert "supplychain/1;" not in item.message
    assert item.message.endswith("up to supplychain/1.")
    assert found.corpus is None


@pytest.mark.parametrize("version", ["2", "supplychain/0", "supplychain/x", "supplychain/" + "9" * 5000])
def test_a_format_that_is_none(version: str) -> None:
    found = reader.read_texts({"dataset.yml": HEAD.replace("supplychain/1", version)})
    assert [item.code for item in found.diagnostics] in (["R206"], ["R123"])


def test_a_fault_in_one_file_does_not_stop_the_others() -> None:
    assert complaints("entities: [", "entities:\n  - {id: A, kind: company, name: Alpha}\n") == [
        ("R107", "0.yml:1:11"),
        ("R204", "1.yml:2:10"),
    ]


def test_a_record_that_could_not_be_read_is_not_called_missing() -> None:
    listing = "listings: [{id: l, entity: a, authority: eu, programme: p, measure: blocking, sources: [s]}]\n"
    invalid = "entities: [{id: a, kind: firm, name: Alpha}]\n"
    cut = "entities:\n  - {id: b, kind: company, name: Beta}\n  - {id: a, kind: company\n"
    source = "sources: [{id: s, publisher: P, title: T, reliability: B}]\n"
    assert codes(listing + source, invalid) == ["R224", "R203"]
    assert codes(listing + source, cut) == ["R224", "R107"]


def test_a_value_that_was_refused_is_told_once() -> None:
    assert codes("entities:\n  - id: a\n    kind: company\n    name:\n") == ["R114"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("entitys: [{id: a, kind: company, name: Alpha}]\n", "R118"),
        ("entities: {id: a, kind: company, name: Alpha}\n", "R119"),
        ("entities: [a]\n", "R120"),
        (
            "entities: [{id: b, kind: company, name: B}]\nentities: [{id: a, kind: company, name: A}]\n",
            "R108",
        ),
    ],
)
def test_what_a_refused_section_held_is_not_called_missing(text: str, code: str) -> None:
    listing = "listings: [{id: l, entity: a, authority: eu, programme: p, measure: blocking, sources: [s]}]\n"
    source = "sources: [{id: s, publisher: P, title: T, reliability: B}]\n"
    assert codes(listing + source, text) == ["R224", code]


def test_a_warning_hides_no_reference_that_leads_nowhere(folder: Path) -> None:
    listing = "listings: [{id: l, entity: a, authority: eu, programme: p, measure: blocking, sources: [s]}]\n"
    write(folder, "a.yml", listing + "sources: [{id: s, publisher: P, title: T, reliability: B}]\n")
    write(folder, "empty.yml", "")
    (folder / "folder.yml").mkdir()
    assert sorted(item.code for item in read(folder).diagnostics) == ["R116", "R122", "R224", "R301"]


def test_the_record_in_which_reading_stopped_is_left_out() -> None:
    assert codes(PARTIES + "  - id: d\n    kind: company: x\n") == ["R107"]


def test_all_faults_of_a_record_come_back() -> None:
    record = "{id: A, kind: firm, colour: red, names: [{name: '', kind: odd}], country: china}"
    assert sorted(codes(f"entities: [{record}]")) == ["R201", "R202", "R203", "R203", "R204", "R206", "R209"]


@pytest.mark.parametrize(
    "number", ["1_000", "1e3", "NaN", "Infinity", "0x10", "１２", "+5", "1,5", "1.", ".5", "yes"]
)
def test_numbers_are_written_in_one_way(number: str) -> None:
    record = (
        f"{{id: r, kind: supplies, from: a, to: b, quantity: {{amount: '{number}', unit: t}}, sources: [s]}}"
    )
    assert "R207" in codes(f"relations: [{record}]")


def test_shapes_are_explained() -> None:
    record = "{id: r, kind: owns, from: [a], to: {b: c}, goods: x, share: [1], evidence: [x], tags: [[y]]}"
    found = [item for item in reading(f"relations: [{record}]").diagnostics if item.code == "R208"]
    assert len(found) == 6
    assert found[2].message == "A single text stands as `goods`, where a list belongs."


def test_ten_thousand_faults_are_told_sanely() -> None:
    many = "entities:\n" + "  - {id: A, kind: firm, name: x, colour: red}\n" * 10_000
    begin = time.perf_counter()
    found = reading(many)
    assert time.perf_counter() - begin < 20
    assert len(found.diagnostics) == reader.MAX_SHOWN + 1
    assert found.diagnostics[-1].code == "R190"
    assert "29,000 more" in found.diagnostics[-1].message
    assert all(item.excerpt for item in found.diagnostics[:-1])


def test_ten_thousand_unknown_ids_are_told_quickly() -> None:
    rows = [
        f"  - {{id: r{n}, kind: supplies, from: a{n}, to: b{n}, evidence: [{{source: s, locator: x}}]}}\n"
        for n in range(5000)
    ]
    begin = time.perf_counter()
    assert codes("relations:\n" + "".join(rows))[-1] == "R190"
    assert time.perf_counter() - begin < 20


def test_errors_are_shown_before_warnings_when_there_are_too_many() -> None:
    unknown = [f"  - {{id: e{n}, kind: company, name: x, identifiers: {{zz: '1'}}}}\n" for n in range(1200)]
    found = reading("entities:\n" + "".join(unknown) + "  - {id: e1, kind: company, name: x}\n")
    assert "R302" in [item.code for item in found.diagnostics]
    assert len(found.diagnostics) == reader.MAX_SHOWN + 1


def test_the_collector_is_held_off_and_let_go_again(folder: Path) -> None:
    seen: list[bool] = []
    assert gc.isenabled()
    read(folder, progress=lambda _done, _all: seen.append(gc.isenabled()))
    assert seen == [False]
    assert gc.isenabled()
    gc.disable()
    try:
        read(folder)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_progress_counts_the_files(folder: Path) -> None:
    write(folder, "a.yml", ENTITY)
    told: list[tuple[int, int]] = []
    read(folder, progress=lambda done, every: told.append((done, every)))
    assert told == [(1, 2), (2, 2)]


def test_not_utf8_tells_line_and_column(folder: Path) -> None:
    (folder / "a.yml").write_bytes("# Ростех\nx: ы".encode() + b"\xff")
    (folder / "b.yml").write_bytes("a: 1".encode("utf-16"))
    first, second = read(folder).diagnostics
    assert (first.code, str(first.location)) == ("R103", "a.yml:2:5")
    assert second.notes == ("It begins like UTF-16, as some Windows programs write it.",)


def test_one_byte_too_many(folder: Path) -> None:
    write(folder, "a.yml", ENTITY.ljust(MAX_BYTES - 1) + "\n")
    assert read(folder).diagnostics == ()
    write(folder, "a.yml", ENTITY.ljust(MAX_BYTES) + "\n")
    assert [item.code for item in read(folder).diagnostics] == ["R102"]


HOSTILE = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from supplychain_cli.records.read import read
from supplychain_cli.render.complaints import complaints_text
found = read(Path(sys.argv[1]))
print(sorted({item.code for item in found.diagnostics}), len(complaints_text(found.diagnostics)) < 1_000_000)
"""


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        ("", 3 << 30, ["R102"]),
        ("[" * 60_000, 0, ["R112", "R117"]),
        ("a: &a [x,x,x]\n" + "b: [*a,*a]\n" * 50_000, 0, ["R108", "R109", "R118", "R190"]),
        (f"entities:\n  - {{id: a, kind: company, name: {'x' * 1_000_000}}}\n", 0, ["R209"]),
        (f"entities:\n  - {{id: a, kind: company, {'x' * 1_000}: 1}}\n", 0, ["R201", "R202"]),
        ("entities:\n  - {id: a, kind: company, name: '[red]\\e[2J' }\n", 0, []),
        ("\x00" * 2_000_000, 0, ["R104", "R117"]),
        ("a: \n" * 150_000, 0, ["R114", "R190"]),
        ("entities:\n" + "  - {}\n" * 60_000, 0, ["R190", "R201"]),
    ],
    ids=[
        "3 GB",
        "brackets",
        "aliases",
        "long name",
        "long field",
        "escape",
        "NULs",
        "duplicate keys",
        "empty records",
    ],
)
def test_hostile_files_end_within_a_gigabyte(folder: Path, text: str, size: int, expected: list[str]) -> None:
    path = write(folder, "a.yml", text)
    if size:
        os.truncate(path, size)
    done = subprocess.run(
        [sys.executable, "-c", HOSTILE, str(folder)], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{expected} True\n"
