"""The only opener of managed files: written whole or not at all, checksummed, locked.

New bytes go to a temporary name in the same folder, to the medium (fsync), and only then get
their name (rename), which is brought to the medium too. Every change of a managed file is
noticed when it is read, and named.
"""

from __future__ import annotations

from engine.disk.atomic import (
    check_writable,
    is_partial,
    make_folder,
    read_bytes,
    read_json,
    read_text,
    remove,
    rename,
    sha256,
    sweep_partials,
    sweep_probes,
    write_bytes,
    write_json,
    write_pieces,
    write_text,
)
from engine.disk.caches import mark_used, prune_files, prune_folders
from engine.disk.folders import (
    MANIFEST,
    FileWriter,
    NewFolder,
    is_whole,
    read_manifest,
    read_verified,
    verify_folder,
    verify_sizes,
)
from engine.disk.locks import InUse, Lock, is_locked
from engine.disk.logs import AppendLog, LogReader, LogRows, last_row, read_log
from engine.disk.notes import append_line, open_trace
from engine.disk.seals import seal, swells, to_json
from engine.disk.system import Operations, read_at
from engine.disk.trouble import (
    MADE_ANEW,
    Damaged,
    DiskFull,
    Taken,
    advising,
    disk_fault,
    reaching,
    reason_of,
)

operations = Operations()

__all__ = [
    "MADE_ANEW",
    "MANIFEST",
    "AppendLog",
    "Damaged",
    "DiskFull",
    "FileWriter",
    "InUse",
    "Lock",
    "LogReader",
    "LogRows",
    "NewFolder",
    "Operations",
    "Taken",
    "advising",
    "append_line",
    "check_writable",
    "disk_fault",
    "is_locked",
    "is_partial",
    "is_whole",
    "last_row",
    "make_folder",
    "mark_used",
    "open_trace",
    "operations",
    "prune_files",
    "prune_folders",
    "reaching",
    "read_at",
    "read_bytes",
    "read_json",
    "read_log",
    "read_manifest",
    "read_text",
    "read_verified",
    "reason_of",
    "remove",
    "rename",
    "seal",
    "sha256",
    "sweep_partials",
    "sweep_probes",
    "swells",
    "to_json",
    "verify_folder",
    "verify_sizes",
    "write_bytes",
    "write_json",
    "write_pieces",
    "write_text",
]
