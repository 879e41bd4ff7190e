"""That nobody writes past engine/disk; and that a call which would is seen."""

from __future__ import annotations

import ast

import pytest

from tests.conftest import ROOT
from tests.engine.writing_calls import writing_calls

# What writes nothing that anybody keeps.
SPARED = {
    "engine/limits.py": {
        "tempfile.TemporaryFile()": "a child's last words, in a file without a name",
        "os.fdopen(os.dup(1), 'wb')": "a child's answers, in a pipe",
    },
    "engine/exchange/capsule_packing.py": {
        "ZipFile(cast(IO[bytes], waiting), 'w')": "memory, from which the disk is given pieces",
        "archive.open(info, 'w')": "the same",
        "archive.open(_info(CONTENTS, len(last)), 'w')": "the same",
    },
    "engine/exchange/capsule_zip.py": {
        "self._zip.open(self._members[name])": "a member, to be read",
    },
    "studio/opening.py": {
        "tempfile.mkdtemp(prefix='cloze-studio-')": "empty, where the system puts such",
    },
    "studio/screenshots.py": {
        "TemporaryDirectory(prefix='cloze-studio-demo-', ignore_cleanup_errors=True)": "the demo's",
    },
    "studio/widgets/export_button.py": {
        "buffer.open(QIODevice.OpenModeFlag.WriteOnly)": "memory",
        "zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED)": "memory",
        "packed.open(f'{name}.npy', 'w', force_zip64=True)": "memory",
    },
    "studio/desk.py": {"self._opening.open(path, self.live, anew=anew)": "a run"},
    "studio/views/look/compared.py": {"self._shelf.open(self._recorded.run, self._fail)": "a run"},
    "studio/views/look/recorded.py": {"self._shelf.open(shown, self._could_not_read)": "a run"},
    "studio/views/objective/objective_list.py": {
        "self.open(name)": "a card",
        "self.open(name if open_ else '')": "a card",
    },
}
WRITE = [
    "import os\nos.replace(a, b)",
    "import os\nos.truncate(path, 3)",
    "import os\nos.symlink(a, b)",
    "import os as system\nsystem.makedirs(path)",
    "from os import rename\nrename(a, b)",
    "import os\nos.open(path, os.O_WRONLY | os.O_CREAT)",
    "import os\nos.open(path, flags)",
    "import os\nflags = os.O_RDONLY\nflags = os.O_RDWR\nos.open(path, flags)",
    "import os\nos.fdopen(file, 'wb')",
    "import shutil\nshutil.copy2(a, b)",
    "from shutil import move as put\nput(a, b)",
    "import tempfile\ntempfile.mkdtemp()",
    "from tempfile import NamedTemporaryFile\nNamedTemporaryFile()",
    "import numpy as np\nnp.save(path, array)",
    "import numpy as np\nnp.memmap(path, dtype, 'w+')",
    "import numpy as np\nnp.memmap(path, dtype)",
    "import torch\ntorch.save(weights, path)",
    "from safetensors.numpy import save_file\nsave_file(arrays, path)",
    "array.tofile(path)",
    "open(path, 'w')",
    "open(path, mode)",
    "open(path, mode='ab')",
    "import gzip\ngzip.open(path, 'wb')",
    "import zipfile\nzipfile.ZipFile(path, 'a')",
    "path.open('x')",
    "path.open(mode)",
    "path.rename(other)",
    "path.replace(other)",
    "path.symlink_to(other)",
    "path.with_name('a').write_text('b')",
    "folder.mkdir()",
    "folder.unlink()",
    "operations.unlink(path)",
    "from engine import disk\nwith disk.NewFolder(path) as new:\n    pass\nnew.mkdir('a')",
    "import logging\nlogging.FileHandler(path)",
]
WRITE_NOT = [
    "from engine import disk\ndisk.write_bytes(path, b'')\ndisk.operations.unlink(path)",
    "from engine import disk\nwith disk.NewFolder(path) as new:\n    new.mkdir('a')",
    "from engine.disk import NewFolder\nwith NewFolder(path) as folder:\n    folder.mkdir('a')",
    "from dataclasses import replace\nreplace(batch, tokens=tokens)",
    "text.replace('a', 'b')\ndate.replace(tzinfo=None)",
    "open(path)\nopen(path, 'rb')\npath.open()\npath.open('rb')",
    "import os\nopen(os.devnull, mode)\nos.open(os.devnull, os.O_WRONLY)",
    "import os\nflags = os.O_RDONLY | getattr(os, 'O_BINARY', 0)\nos.open(path, flags)",
    "import os\nos.fdopen(file, 'rb')",
    "import numpy as np\nnp.memmap(path, dtype, 'r')",
    "Run.open(path)",
]


def test_all_writes_go_through_the_disk() -> None:
    past = []
    for path in (*ROOT.glob("engine/**/*.py"), *ROOT.glob("studio/**/*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("engine/disk/"):
            continue
        calls = {ast.unparse(call): call for call in writing_calls(path.read_text("utf-8"))}
        spared = SPARED.get(name, {})
        assert spared.keys() <= calls.keys(), f"{name}: no longer there"
        past += [f"{name}:{calls[call].lineno}: {call}" for call in calls.keys() - spared.keys()]
    assert past == []


@pytest.mark.parametrize("source", WRITE)
def test_a_call_that_writes_is_seen(source: str) -> None:
    assert len(writing_calls(source)) == 1


@pytest.mark.parametrize("source", WRITE_NOT)
def test_a_call_that_does_not_write_is_passed(source: str) -> None:
    assert writing_calls(source) == []
