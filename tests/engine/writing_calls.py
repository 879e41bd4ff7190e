"""Writing calls: calls in a source file by which a file or folder could be changed."""

from __future__ import annotations

import ast
from typing import Any

# By their full name, whoever imported them and as what.
FUNCTIONS = {
    *(f"os.{name}" for name in (
        "chmod", "ftruncate", "link", "makedirs", "mkdir", "mkfifo", "mknod", "remove",
        "removedirs", "rename", "renames", "replace", "rmdir", "symlink", "truncate", "unlink",
        "utime",
    )),
    *(f"shutil.{name}" for name in (
        "copy", "copy2", "copyfile", "copyfileobj", "copytree", "make_archive", "move", "rmtree",
        "unpack_archive",
    )),
    *(f"tempfile.{name}" for name in (
        "NamedTemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "TemporaryFile",
        "mkdtemp", "mkstemp",
    )),
    *(f"numpy.{name}" for name in ("save", "savetxt", "savez", "savez_compressed")),
    "torch.save", "sqlite3.connect", "shelve.open",
}  # fmt: skip
# Of whatever object: nothing else of ours has methods of these names.
METHODS = {
    "write_text", "write_bytes", "mkdir", "unlink", "rmdir", "touch", "rename", "symlink_to",
    "hardlink_to", "link_to", "tofile", "save_file", "extractall", "rmtree", "makedirs",
    "QSaveFile", "QTemporaryFile", "QTemporaryDir", "QSettings", "QPdfWriter", "setFileName",
}  # fmt: skip
# Their mode says whether they write; where it stands among the arguments, and what it is without.
OPENERS: dict[str, Any] = {
    **dict.fromkeys(("open", "io.open", "os.fdopen", "codecs.open", "gzip.open", "bz2.open"), (1,)),
    **dict.fromkeys(("lzma.open", "tarfile.open", "zipfile.ZipFile"), (1,)),
    "numpy.memmap": (2, "r+"), "numpy.lib.format.open_memmap": (1, "r+"),
}  # fmt: skip
WRITE = set("wax+c")
READING_FLAGS = {"O_RDONLY", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC", "O_NOFOLLOW"}
DISK = "engine.disk"


def writing_calls(source: str) -> list[ast.Call]:
    """The calls of a module by which it could write past `engine.disk`."""
    return _Module(ast.parse(source)).writing()


class _Module:
    """A source file, and what its names mean."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._imported: dict[str, str] = {}  # in full
        self._assigned: dict[str, list[ast.expr]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                self._imported |= {one.asname or one.name: one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom):
                self._imported |= {
                    one.asname or one.name: f"{node.module}.{one.name}" for one in node.names
                }
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        self._assigned.setdefault(target.id, []).append(node.value)

    def writing(self) -> list[ast.Call]:
        ours = self._on_new_folders()
        return [
            node
            for node in ast.walk(self._tree)
            if isinstance(node, ast.Call) and node not in ours and self._writes(node)
        ]

    def _on_new_folders(self) -> set[ast.Call]:
        """Calls on what a `with disk.NewFolder(…) as name:` hands out, inside of it."""
        return {
            call
            for block in ast.walk(self._tree)
            if isinstance(block, ast.With)
            for item in block.items
            if isinstance(item.context_expr, ast.Call)
            and self._name(item.context_expr.func) == f"{DISK}.NewFolder"
            for statement in block.body
            for call in ast.walk(statement)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and isinstance(item.optional_vars, ast.Name)
            and call.func.value.id == item.optional_vars.id
        }

    def _name(self, node: ast.expr) -> str:
        """The dotted name of what is called; parts that are no names are left out."""
        if isinstance(node, ast.Name):
            return self._imported.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            return f"{self._name(node.value)}.{node.attr}"
        return ""

    def _writes(self, call: ast.Call) -> bool:
        name = self._name(call.func)
        owner, _, method = name.rpartition(".")
        if owner == DISK or owner.startswith(f"{DISK}.") or self._goes_nowhere(call):
            return False
        if name in FUNCTIONS or method in METHODS or method.endswith("FileHandler"):
            return True
        if name == "os.open":
            flags = call.args[1:2] or [word.value for word in call.keywords if word.arg == "flags"]
            return not self._flags(flags[0]) <= READING_FLAGS
        if name in OPENERS:
            return _opens_to_write(call, *OPENERS[name])
        if not isinstance(call.func, ast.Attribute):
            return False
        if method == "replace":  # a path's takes one; a string's takes two, a date's names them
            return len(call.args) == 1 and not call.keywords
        # A path's takes the mode first; a class's, such as Run.open, makes an object.
        is_class = owner.rpartition(".")[2][:1].isupper()
        return method == "open" and not is_class and _opens_to_write(call, 0)

    def _goes_nowhere(self, call: ast.Call) -> bool:
        return bool(call.args) and self._name(call.args[0]) == "os.devnull"

    def _flags(self, flag: ast.expr) -> set[str]:
        """The names of flags in it; what cannot be told from here is named "?"."""
        if isinstance(flag, ast.BinOp) and isinstance(flag.op, ast.BitOr):
            return self._flags(flag.left) | self._flags(flag.right)
        if isinstance(flag, ast.Call) and self._name(flag.func) == "getattr":
            return {str(getattr(flag.args[1], "value", "?"))}
        if isinstance(flag, ast.Name) and flag.id in self._assigned:
            return set().union(*(self._flags(value) for value in self._assigned[flag.id]))
        owner, _, name = self._name(flag).rpartition(".")
        return {name if owner == "os" else "?"}


def _opens_to_write(call: ast.Call, place: int, default: str = "r") -> bool:
    """Whether the mode says so, or cannot be told from here."""
    given = [word.value for word in call.keywords if word.arg == "mode"] or call.args[place:][:1]
    if not given:
        return bool(WRITE & set(default))
    return not isinstance(given[0], ast.Constant) or bool(WRITE & set(str(given[0].value)))
