"""Bad input, from the source to the outcome: a clear reject or a good report, and the others go on."""

from __future__ import annotations

import os
import time
import unicodedata
from pathlib import Path

import pytest

from pipeline.read import read_reports
from pipeline.record import Outcome, Reject, Report
from pipeline.run import process
from pipeline.segment import LONGEST_SENTENCE
from pipeline.stream import outcomes

VI = "Năm 2023, toàn tỉnh tạo việc làm mới cho 62.850 lao động, tăng 5% so với năm 2022."
FR = "En 2023, la province a créé 62 850 emplois, soit une hausse de 5 % par rapport à 2022."


def one(source) -> Report | Reject:
    (item,) = read_reports([source])
    return item


def refused(source, *words: str) -> Reject:
    """The reject of a source; it names the file, the reason and the cure."""
    item = one(source)
    assert isinstance(item, Reject)
    assert item.stage == "read"
    assert Path(source).name in item.reason
    assert item.source == str(source)
    assert item.doc_id
    assert item.cure
    for word in words:
        assert word in item.reason + " " + item.cure
    return item


def test_an_empty_file(tmp_path):
    """Also one that holds white space only."""
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbf \r\n")
    refused(tmp_path / "a.txt", "empty")
    refused(tmp_path / "b.txt", "white space")


def test_a_binary_file(tmp_path):
    """Whatever its suffix says."""
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02\x03" * 500)
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4 ...")
    refused(tmp_path / "a.txt", "binary", "UTF-8")
    refused(tmp_path / "b.txt", "PDF", "pdftotext")


def test_a_wrong_extension(tmp_path):
    """A file that was named is never passed by in silence."""
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    refused(tmp_path / "a.docx", "no .txt file", "a.txt")


def test_a_source_that_is_not_there():
    """The system's own reason is told."""
    refused("no/such/report.txt", "No such file", "check")


def test_a_name_with_a_nul():
    """No system has such a file; the message can be printed."""
    item = one("a\0b.txt")
    assert isinstance(item, Reject)
    assert item.cure


def test_a_folder_with_nothing_to_read(tmp_path):
    """It says what the folder holds instead."""
    refused(tmp_path, "no .txt file", "holds nothing")
    (tmp_path / "a.csv").write_text("x")
    (tmp_path / "deep").mkdir()
    refused(tmp_path, "no .txt file", "1 other file")


def test_an_unreadable_file_and_folder(tmp_path, monkeypatch):
    """The readable ones beside them are read."""
    (tmp_path / "shut").mkdir()
    for path in (tmp_path / "a.txt", tmp_path / "shut" / "b.txt", tmp_path / "c.txt"):
        path.write_text(VI, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "shut").chmod(0)
    if os.geteuid() == 0:  # root may read all: let the system refuse by hand
        _refuse(monkeypatch, tmp_path)
    items = {item.doc_id: item for item in read_reports([tmp_path])}
    (tmp_path / "shut").chmod(0o700)
    assert isinstance(items["c"], Report)
    for name in ("a", "shut"):
        assert "cannot be read: Permission denied" in items[name].reason
        assert "permission" in items[name].cure
    assert len(items) == 3


def _refuse(monkeypatch, folder):
    """What a user who is not root meets."""
    scan, opened = os.scandir, Path.open

    def scandir(path):
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    def open_(self, *args, **kwargs):
        if self == folder / "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "open", open_)


def test_links_and_pipes(tmp_path):
    """A link to nothing, links in a circle and a pipe are told, and nobody waits for them."""
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "ring.txt").symlink_to(tmp_path / "ring.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    items = list(read_reports([tmp_path]))
    assert [item.doc_id for item in items] == ["gone", "pipe", "ring"]
    assert all(isinstance(item, Reject) and item.cure for item in items)
    refused(tmp_path / "ring.txt")


FORMS = {
    "NFD": unicodedata.normalize("NFD", VI).encode(),
    "byte-order mark": b"\xef\xbb\xbf" + VI.encode(),
    "UTF-16": VI.encode("utf-16"),
    "UTF-16 without a mark": VI.encode("utf-16-le"),
    "CRLF and no-break spaces": ("\r\n" + VI.replace(" ", "\u00a0") + "\r\n").encode(),
    "zero-width spaces": VI.replace(" ", "\u200b ").encode(),
    "a surrogate in the bytes": VI.encode() + b"\r\n\xed\xa0\x80",
    "French of Windows": FR.encode("cp1252"),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_every_form_of_a_text_gives_the_same_observation(tmp_path, data):
    """The number, its unit and its change; and each quote stands in the source as it is."""
    (tmp_path / "a.txt").write_bytes(data)
    report = one(tmp_path / "a.txt")
    assert isinstance(report, Report)
    outcome = process(report)
    assert outcome.rejects == ()
    (found,) = outcome.observations
    assert (found.value, found.unit) == (62850, "person" if report.encoding != "cp1252" else "count")
    assert [(said.relation, said.magnitude, said.unit) for said in found.comparisons] == [("up", 5, "%")]
    quote = report.text[found.value_start : found.value_end]
    assert quote.replace("\u00a0", " ").replace("\u200b", "") == found.value_text.replace("\u00a0", " ")
    assert quote.replace("\u200b", "") in ("62.850", "62 850")


def test_a_lone_surrogate_in_a_text():
    """From a caller's JSON: the observation is found and its quote is exact."""
    text = "\ud83d " + VI + " \udfff"
    outcome = process(Report("a", text))
    (found,) = outcome.observations
    assert text[found.value_start : found.value_end] == "62.850"
    assert text[found.sentence_start : found.sentence_end] == found.sentence


def test_a_megabyte_on_one_line():
    """No full stop, no line end: it is cut, and what stands at its end is found there."""
    text = "le taux de chômage de la ville et du département recule encore un peu " * 14_500 + FR
    assert len(text) > 1_000_000
    begun = time.process_time()
    outcome = process(Report("a", text))
    assert time.process_time() - begun < 60
    (found,) = outcome.observations
    assert (found.value, text[found.value_start : found.value_end]) == (62850, "62 850")
    assert found.sentence_end - found.sentence_start <= LONGEST_SENTENCE


def test_a_text_in_another_language_or_none(tmp_path):
    """A reject row with stage, reason and cure."""
    english = "In 2023 the province created 62,850 new jobs, up 8.36% on the plan, and the rate in the towns fell."
    for text, reason in ((english, "'en'"), ("12,5 %", "language unknown")):
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        (row,) = process(one(tmp_path / "a.txt")).rejects
        assert (row.doc_id, row.source, row.stage) == ("a", str(tmp_path / "a.txt"), "detect")
        assert reason in row.reason
        assert row.cure


def test_the_others_go_on_and_nothing_is_lost(tmp_path):
    """Every source has its outcome, in order; the good ones their observations."""
    (tmp_path / "1.txt").write_text(VI, encoding="utf-8")
    (tmp_path / "2.txt").write_bytes(b"")
    (tmp_path / "3.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (tmp_path / "4.txt").write_bytes(FR.encode("cp1252"))
    (tmp_path / "5.txt").write_text("12,5 %", encoding="utf-8")
    (tmp_path / "6.txt").write_text(FR, encoding="utf-8")
    (tmp_path / "7.doc").write_text(FR, encoding="utf-8")
    found: list[Outcome] = list(outcomes([tmp_path, tmp_path / "7.doc", tmp_path / "8.txt"]))
    assert [one.report.doc_id for one in found] == ["1", "2", "3", "4", "5", "6", "7.doc", "8"]
    assert [bool(one.observations) for one in found] == [True, False, False, True, False, True, False, False]
    assert [len(one.rejects) for one in found] == [0, 1, 1, 0, 1, 0, 1, 1]
    assert all(row.reason and row.cure and row.source for one in found for row in one.rejects)
