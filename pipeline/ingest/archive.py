"""Open a ZIP archive that nobody vouches for: nothing is extracted, and what is inflated is bounded beforehand.

A deflated archive can grow a thousandfold, a directory can list millions of members, and members can overlap. So the
directory's size is read before the directory, and a member's declared size before the member; ``zipfile`` stops at the
declared size and checks the sum. Names of members are only ever looked up, never used as paths.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from pipeline.ingest.extracted import UnreadableError

_END = struct.Struct("<4s4H2LH")  # the record at an archive's end
_END_SIGNATURE = b"PK\x05\x06"
_MAX_COMMENT = 0xFFFF
_MEMBER_BYTES = 46  # of a member's entry in the directory, without its name
_USUAL_NAME_BYTES = 200
_IS_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def open_archive(content: bytes, *, max_members: int) -> zipfile.ZipFile:
    """The archive's directory. Raises ``UnreadableError`` where it is damaged, cut, or longer than any document's."""
    n_bytes = _directory_bytes(content)
    if n_bytes > max_members * (_MEMBER_BYTES + _USUAL_NAME_BYTES):
        raise UnreadableError(
            f"the archive's directory has {n_bytes:,} bytes; expected at most {max_members:,} members (setting "
            "max_archive_members); this is no ordinary document: get it again from its source"
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, struct.error) as error:
        raise UnreadableError(_damaged(str(error))) from error
    if len(archive.namelist()) > max_members:
        raise UnreadableError(
            f"the archive has {len(archive.namelist()):,} members; expected at most {max_members:,} (setting "
            "max_archive_members); this is no ordinary document: get it again from its source"
        )
    return archive


def read_member(archive: zipfile.ZipFile, name: str, *, max_bytes: int) -> bytes:
    """A member's bytes, at most ``max_bytes``. Raises ``UnreadableError`` where it is larger, encrypted or damaged."""
    member = archive.getinfo(name)
    if member.file_size > max_bytes:
        raise UnreadableError(
            f"{name} inflates from {member.compress_size:,} to {member.file_size:,} bytes; expected at most "
            f"{max_bytes:,} (setting max_part_bytes); this may be a decompression bomb: if it is not, split the "
            "document or raise the setting"
        )
    if member.flag_bits & _IS_ENCRYPTED or member.compress_type not in _METHODS:
        raise UnreadableError(
            f"{name} is encrypted or packed by method {member.compress_type}; expected a stored or deflated part; "
            "save the document again without a password"
        )
    try:
        with archive.open(member) as stream:
            return stream.read(member.file_size)  # with more, it inflates more before it compares
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(_damaged(f"{name}: {error}")) from error


def _directory_bytes(content: bytes) -> int:
    """Size of the directory as the archive's end states it; archives of 4 GiB and more are not read."""
    end = content.rfind(_END_SIGNATURE, max(len(content) - _END.size - _MAX_COMMENT, 0))
    if end < 0 or end + _END.size > len(content):
        raise UnreadableError(_damaged("no directory at its end"))
    n_bytes: int = _END.unpack_from(content, end)[5]
    return n_bytes


def _damaged(reason: str) -> str:
    return f"the archive is damaged or cut off: {reason}; expected a whole ZIP file; get it again from its source"
