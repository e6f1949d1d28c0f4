"""Archives and mails: every report in them is read under its own name, and nothing in them does harm."""

from __future__ import annotations

import io
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from audit_cli.errors import Damaged, Encrypted, MissingExtra, NotFound, ReadError, TooLarge, UnknownFormat
from audit_cli.model import Document
from audit_cli.readers import read, read_all
from audit_cli.readers.files import Unread
from audit_cli.readers.limits import Limits, Options
from fixtures import containers
from fixtures.containers import Files, mail_of, tar_of, zip_of

TEXT = "2023年决算数为123.45万元，其中基本支出100.00万元，项目支出23.45万元。\n".encode()


def sevenzip_of(files: Files, password: str | None = None) -> bytes:
    pytest.importorskip("py7zr", reason="7z archives are read by the extra sevenzip")
    return containers.sevenzip_of(files, password)


PACKERS: dict[str, Callable[[Files], bytes]] = {
    "a.zip": zip_of,
    "a.tar.gz": tar_of,
    "a.tar": lambda files: tar_of(files, "w"),
    "a.7z": sevenzip_of,
    "a.eml": mail_of,
}


def found(path: Path, options: Options | None = None) -> dict[str, Document | ReadError]:
    """Return what stands in the file at *path*, by its name within the folder."""
    inside = read_all(str(path), options)
    return {
        file.path.removeprefix(f"{path.parent}/"): file.error if isinstance(file, Unread) else file for file in inside
    }


@pytest.mark.parametrize("name", PACKERS)
def test_every_report_in_a_container_is_read_under_its_own_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PACKERS[name]({"甲局自评报告.txt": TEXT, "照片.jpg": b"\xff\xd8\xff", "乙局自评报告.md": TEXT}))
    inside = found(path)
    assert list(inside) == [f"{name}/甲局自评报告.txt", f"{name}/乙局自评报告.md"]
    assert [file.text for file in inside.values() if isinstance(file, Document)] == [TEXT.decode()] * 2
    one = read(f"{path}/乙局自评报告.md")
    assert (one.path, one.text) == (f"{path}/乙局自评报告.md", TEXT.decode())


@pytest.mark.parametrize("name", PACKERS)
def test_one_file_that_is_named_is_read_without_the_others(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    inner = zip_of({"甲.txt": TEXT, "坏.docx": b"PK\x03\x04"})
    path.write_bytes(PACKERS[name]({"大.txt": bytes(8 << 20), "报告.txt": TEXT, "内.zip": inner, "扫描.dat": TEXT}))
    limits = Options(Limits(part=1 << 20, total=1 << 20, archive=16 << 20, members=2))
    assert read(f"{path}/报告.txt", limits).text == TEXT.decode()
    assert read(f"{path}/内.zip/甲.txt", limits).text == TEXT.decode()
    assert list(found(path / "报告.txt", limits)) == ["报告.txt"]
    assert isinstance(found(path / "没有.txt", limits)["没有.txt"], NotFound)
    with pytest.raises(UnknownFormat, match=r"\.dat"):
        read(f"{path}/扫描.dat", limits)
    with pytest.raises(NotFound):
        read(f"{path}/报告", limits)


def test_a_named_file_is_all_that_a_zip_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of({"甲.txt": TEXT, "乙.txt": TEXT, "丙.txt": TEXT}))
    unpacked: list[str] = []
    read_one = zipfile.ZipFile.read

    def counted(archive: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes | None = None) -> bytes:
        unpacked.append(info.filename)
        return read_one(archive, info, password)

    monkeypatch.setattr(zipfile.ZipFile, "read", counted)
    read(f"{path}/乙.txt")
    assert unpacked == ["乙.txt"]


@pytest.mark.parametrize("name", PACKERS)
def test_what_is_wrong_with_one_file_does_not_stop_the_others(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PACKERS[name]({"空.txt": b" ", "坏.docx": b"PK\x03\x04", "好.txt": TEXT}))
    empty, broken, sound = found(path).values()
    assert isinstance(empty, Damaged)
    assert isinstance(broken, Damaged)
    assert isinstance(sound, Document)


@pytest.mark.parametrize("name", PACKERS)
def test_a_container_without_a_report_says_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PACKERS[name]({"照片.jpg": b"\xff\xd8\xff"}))
    (error,) = found(path).values()
    assert isinstance(error, UnknownFormat)
    assert str(path) in error.zh


@pytest.mark.parametrize("name", PACKERS)
def test_the_kind_of_a_container_is_in_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / "送审材料"
    path.write_bytes(PACKERS[name]({"报告.txt": TEXT}))
    assert list(found(path)) == ["送审材料/报告.txt"]


def test_a_container_of_several_reports_is_not_one_document(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of({"甲.txt": TEXT, "乙.txt": TEXT}))
    with pytest.raises(UnknownFormat, match=r"甲\.txt"):
        read(str(path))
    with pytest.raises(NotFound):
        read(f"{path}/丙.txt")
    path.write_bytes(zip_of({"甲.txt": TEXT}))
    assert read(str(path)).path == f"{path}/甲.txt"


def test_archives_within_archives_are_opened_to_a_depth(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    inner = zip_of({"报告.txt": TEXT})
    path.write_bytes(mail_of({"送审.tar.gz": tar_of({"甲局.zip": inner})}))
    assert list(found(path)) == ["a.zip/送审.tar.gz/甲局.zip/报告.txt"]
    (error,) = found(path, Options(Limits(depth=2))).values()
    assert isinstance(error, TooLarge)


def test_a_name_that_windows_wrote_in_its_own_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    # the flag that says UTF-8 is missing, and the bytes are GBK
    data = zip_of({"AAAA.txt": TEXT}).replace(b"AAAA", "甲局".encode("gbk"))
    path.write_bytes(data)
    assert list(found(path)) == ["a.zip/甲局.txt"]


@pytest.mark.parametrize("hostile", ["../../etc/报告.txt", "/etc/报告.txt", "..\\..\\etc\\报告.txt"])
@pytest.mark.parametrize("packed", [zip_of, tar_of])
def test_a_name_leads_nowhere(tmp_path: Path, hostile: str, packed: Callable[[Files], bytes]) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({hostile: TEXT}))
    assert list(found(path)) == ["a.zip/etc/报告.txt"]
    assert [child.name for child in tmp_path.iterdir()] == ["a.zip"]


def test_links_and_devices_in_a_tar_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(TEXT)
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo("报告.txt")
            info.type, info.linkname = kind, str(tmp_path / "secret.txt")
            archive.addfile(info)
    (error,) = found(path).values()
    assert isinstance(error, UnknownFormat)


def test_what_systems_leave_beside_the_files_is_not_audited(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of({"__MACOSX/._报告.txt": TEXT, "~$报告.txt": TEXT, ".git/a.txt": TEXT, "甲/报告.txt": TEXT}))
    assert list(found(path)) == ["a.zip/甲/报告.txt"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.7z"])
def test_a_bomb_is_not_unpacked(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PACKERS[name]({"报告.txt": bytes(60 << 20)}))
    tracemalloc.start()
    (error,) = found(path, Options(Limits(archive=4 << 20, part=4 << 20, total=4 << 20, ratio=20))).values()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(error, TooLarge)
    assert peak < 30 << 20


def test_no_more_files_than_the_limit_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of({f"{i}.txt": TEXT for i in range(5)}))
    inside = found(path, Options(Limits(members=3)))
    assert sum(isinstance(file, Document) for file in inside.values()) == 3
    assert isinstance(inside["a.zip"], TooLarge)
    inside = found(path, Options(Limits(archive=len(TEXT) * 2)))
    assert sum(isinstance(file, Document) for file in inside.values()) == 2
    assert isinstance(inside["a.zip"], TooLarge)


def test_a_password_opens_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.7z"
    path.write_bytes(sevenzip_of({"报告.txt": TEXT}, "口令"))
    (error,) = found(path).values()
    assert isinstance(error, Encrypted)
    (error,) = found(path, Options(password="别的")).values()
    assert isinstance(error, Encrypted)
    (document,) = found(path, Options(password="口令")).values()
    assert isinstance(document, Document)


def test_an_encrypted_file_in_a_zip_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(zip_of({"报告.txt": TEXT}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    for options in (Options(), Options(password="x")):
        (error,) = found(path, options).values()
        assert isinstance(error, Encrypted)


def test_an_extra_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.7z"
    path.write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100))
    monkeypatch.setitem(__import__("sys").modules, "py7zr", None)
    (error,) = found(path).values()
    assert isinstance(error, MissingExtra)
    assert "pip install 'audit-cli[sevenzip]'" in error.zh


@pytest.mark.parametrize("name", PACKERS)
def test_cut_and_changed_containers_give_one_line_each(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    whole = PACKERS[name]({"甲.txt": TEXT * 40, "乙.txt": TEXT * 40})
    outcomes: set[str] = set()
    for i in range(1, 60):
        at = len(whole) * i // 60
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            path.write_bytes(data)
            for file in read_all(str(path)):
                if isinstance(file, Unread):
                    assert file.error.zh.startswith(str(path))
                    assert "\n" not in file.error.zh
                outcomes.add(type(file).__name__)
    assert "Unread" in outcomes


def locked(path: Path, password: str) -> None:
    """Write a Word file that asks for *password*."""
    docx = pytest.importorskip("docx")
    ooxml = pytest.importorskip("msoffcrypto.format.ooxml", reason="files with a password need the extra password")
    plain = io.BytesIO()
    word = docx.Document()
    word.add_paragraph(TEXT.decode().strip())
    word.save(plain)
    plain.seek(0)
    with path.open("wb") as file:
        ooxml.OOXMLFile(plain).encrypt(password, file)


def test_a_password_opens_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    locked(path, "Passw0rd")
    for options in (Options(), Options(password="别的")):
        with pytest.raises(Encrypted, match="密码"):
            read(str(path), options)
    assert read(str(path), Options(password="Passw0rd")).text == TEXT.decode()
