"""Folders that are broken, or made to do harm: each is a fault that names what is wrong."""

from __future__ import annotations

import io
import json
import os
import pickle
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.exchange.exporting import export_run
from engine.exchange.importing import import_folder
from engine.faults import Fault
from engine.runs.tensors import header_bytes, pieces, read_arrays
from tests.engine.exchange_samples import FITTING, found_run

SECONDS = 10.0  # a refusal may take
Change = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A good folder of each family, made once and not to be changed."""
    folder = tmp_path_factory.mktemp("whole")

    def make(name: str) -> Path:
        if not (folder / name).exists():
            found_run(folder / f"{name}-run", *FITTING[name][:2])
            export_run(folder / f"{name}-run", None, folder / name)
        return folder / name

    return make


def refused(folder: Path, runs: Path) -> str:
    """What is said of it, in time, and with nothing left behind."""
    begun = time.monotonic()
    with pytest.raises(Fault) as raised:
        import_folder(folder, runs)
    assert time.monotonic() - begun < SECONDS
    assert not runs.exists() or not list(runs.iterdir())
    fault = raised.value
    assert fault.now
    return str(fault)


def copy(whole: Path, to: Path) -> Path:
    return Path(shutil.copytree(whole, to))


def settings(**changed: Any) -> Change:
    def change(folder: Path) -> None:
        path = folder / "config.json"
        value = json.loads(path.read_text()) | changed
        path.write_text(json.dumps({k: v for k, v in value.items() if v != "gone"}))

    return change


def written(name: str, data: bytes) -> Change:
    def change(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return change


def removed(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


def linked(name: str, to: str) -> Change:
    def change(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).symlink_to(to)

    return change


def pipe(name: str) -> Change:
    def change(folder: Path) -> None:
        (folder / name).unlink()
        os.mkfifo(folder / name)

    return change


CONFIGS: dict[str, tuple[Change, str]] = {
    "missing": (removed("config.json"), "config.json cannot be read"),
    "empty": (written("config.json", b""), "It is no JSON"),
    "no JSON": (written("config.json", b"\xff\xfe{"), "It is no JSON"),
    "a list": (written("config.json", b"[1, 2]"), "no table of settings"),
    "NaN": (written("config.json", b'{"hidden_size": NaN}'), "It is no JSON (NaN)"),
    "infinite": (written("config.json", b'{"hidden_size": 1e999}'), "model_type"),
    "very large": (written("config.json", b'{"a": "' + b"x" * (17 << 20) + b'"}'), "too large"),
    "swelling": (written("config.json", b'{"a": [' + b"[]," * 2_000_000 + b"1]}"), "too large"),
    "very deep": (written("config.json", b"[" * 200_000), "nested too deeply"),
    "deep": (written("config.json", b'{"a":' * 100 + b"1" + b"}" * 100), "nested too deeply"),
    "long number": (written("config.json", b'{"a": ' + b"9" * 5000 + b"}"), "It is no JSON"),
    "loop": (linked("config.json", "config.json"), "a link that leads to itself"),
    "device": (linked("config.json", "/dev/zero"), "It is no file"),
    "pipe": (pipe("config.json"), "It is no file"),
    "broken link": (linked("config.json", "nowhere"), "It is not there"),
    "no kind": (settings(model_type="gone"), "Its model_type is –"),
    "unknown kind": (settings(model_type="mamba"), "Its model_type is mamba"),
    "kind of another sort": (settings(model_type=["bert"]), "Its model_type is"),
    "relative positions": (
        settings(position_embedding_type="relative_key"),
        "Its position_embedding_type is relative_key; here it can be: absolute",
    ),
    "another activation": (settings(hidden_act="mish"), "Its hidden_act is mish"),
    "a decoder": (settings(is_decoder=True), "Its is_decoder is true"),
    "three types": (settings(type_vocab_size=3), "Its type_vocab_size is 3"),
    "another epsilon": (settings(layer_norm_eps=1e-3), "Its layer_norm_eps is 0.001"),
    "no width": (settings(hidden_size=0), "Its hidden_size is 0"),
    "negative": (settings(num_hidden_layers=-3), "Its num_hidden_layers is -3"),
    "text": (settings(num_attention_heads="4"), "Its num_attention_heads is 4"),
    "true": (settings(num_attention_heads=True), "Its num_attention_heads is true"),
    "fraction": (settings(hidden_size=32.5), "Its hidden_size is 32.5"),
    "heads that do not divide": (
        settings(num_attention_heads=5),
        "Its heads cannot be 5: 5 heads do not divide",
    ),
    "all dropped": (settings(hidden_dropout_prob=7), "Its hidden_dropout_prob is 7"),
    "quantised": (settings(quantization_config={"bits": 4}), "Its quantization_config is"),
    "far too large": (
        settings(hidden_size=8192, intermediate_size=32768),
        "not those its config.json describes",
    ),
    "many layers": (settings(num_hidden_layers=100), "There is none of: bert.encoder.layer.2."),
    "many words": (settings(vocab_size=2**31 - 1), " × 32, not 2147483647 × 32"),
    "few words": (settings(vocab_size=100), " tokens, the model 100"),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_config_that_cannot_be_honoured_is_named(
    name: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    change, said = CONFIGS[name]
    folder = copy(whole("bert"), tmp_path / "model")
    change(folder)
    assert said in refused(folder, tmp_path / "runs")


OTHERS: dict[str, tuple[str, Change, str]] = {
    "gpt2 scaled by layer": (
        "gpt2",
        settings(scale_attn_by_inverse_layer_idx=True),
        "Its scale_attn_by_inverse_layer_idx is true",
    ),
    "gpt2 unscaled": ("gpt2", settings(scale_attn_weights=False), "scale_attn_weights is false"),
    "roberta padding": ("roberta", settings(pad_token_id=90), "Its pad_token_id is"),
    "bart scaled": ("bart", settings(scale_embedding=True), "Its scale_embedding is true"),
    "t5 gated by tanh": ("t5", settings(feed_forward_proj="gated-gelu"), "gated-gelu"),
    "t5 buckets": ("t5", settings(relative_attention_num_buckets=64), "num_buckets is 64"),
    "t5 heads of another width": ("t5", settings(d_kv=16), "Its d_kv is 16"),
    "albert groups": ("albert", settings(num_hidden_groups=2), "Its num_hidden_groups is 2"),
    "sliding windows": (
        "modernbert",
        settings(layer_types=["full_attention", "sliding_attention"]),
        "Its layer_types is",
    ),
    "other wave lengths": (
        "modernbert",
        settings(rope_parameters={"full_attention": {"rope_theta": 160000.0}}),
        "Its rope_theta is 160000.0",
    ),
    "shared keys": ("llama", settings(num_key_value_heads=2), "Its num_key_value_heads is 2"),
    "stretched places": (
        "llama",
        settings(rope_parameters={"rope_type": "yarn", "rope_theta": 10000.0}),
        "Its rope_type is yarn",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_choice_that_is_not_known_here_is_named(
    name: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    family, change, said = OTHERS[name]
    folder = copy(whole(family), tmp_path / "model")
    change(folder)
    assert said in refused(folder, tmp_path / "runs")


def arrays_of(folder: Path) -> dict[str, Any]:
    path = folder / "model.safetensors"
    return dict(read_arrays(path.read_bytes(), path)[0])


def with_arrays(change: Callable[[dict[str, Any]], Any]) -> Change:
    def rewrite(folder: Path) -> None:
        arrays = arrays_of(folder)
        change(arrays)
        data = b"".join([header_bytes(arrays), *map(bytes, pieces(arrays))])
        (folder / "model.safetensors").write_bytes(data)

    return rewrite


def header(value: Any, data: bytes = b"") -> Change:
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return written("model.safetensors", len(text).to_bytes(8, "little") + text + data)


def tensor(dtype: str = "F32", shape: Any = (2,), begin: int = 0, end: int = 8) -> dict[str, Any]:
    return {"dtype": dtype, "shape": list(shape), "data_offsets": [begin, end]}


def cut_short(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


POOLER = "bert.embeddings.LayerNorm.weight"
WEIGHTS: dict[str, tuple[Change, str]] = {
    "none": (removed("model.safetensors"), "There are no weights in"),
    "empty": (written("model.safetensors", b""), "header is longer than the file"),
    "header too long": (written("model.safetensors", b"\xff" * 64), "longer than the file"),
    "header of gigabytes": (
        written("model.safetensors", (1 << 40).to_bytes(8, "little") + b"{}"),
        "longer than the file",
    ),
    "long header": (header(b"{" + b" " * (17 << 20) + b"}"), "Its header is too long"),
    "no JSON": (header(b"\x00\x01"), "no safetensors header"),
    "deep": (header(b"[" * 100_000), "no safetensors header"),
    "a name twice": (header(b'{"a": {}, "a": {}}'), "a name twice"),
    "cut short": (cut_short, "no safetensors header"),
    "shape of terabytes": (header({"a": tensor(shape=(1 << 40,))}, bytes(8)), "differ"),
    "negative": (header({"a": tensor(begin=-8, end=0)}, bytes(8)), "shape or data_offsets"),
    "over the end": (header({"a": tensor(shape=(4,), end=16)}, bytes(8)), "8 in the file"),
    "overlap": (header({"a": tensor(), "b": tensor()}, bytes(8)), "gap or overlap"),
    "unknown numbers": (header({"a": tensor("F4")}, bytes(8)), "no safetensors header"),
    "too many": (
        header({str(n): tensor(shape=(0,), end=0) for n in range(20_001)}),
        "20001 tensors",
    ),
    "whole numbers": (
        with_arrays(lambda a: a.update({POOLER: np.ones(32, np.int64)})),
        "holds no floating-point numbers: I64",
    ),
    "one missing": (with_arrays(lambda a: a.pop(POOLER)), f"There is none of: {POOLER}"),
    "all others": (header({"a": tensor()}, bytes(8)), "There is none of: bert."),
    "wrong shape": (
        with_arrays(lambda a: a.update({POOLER: np.ones(31, np.float32)})),
        f"{POOLER} is 31, not 32",
    ),
    "turned": (
        with_arrays(
            lambda a: a.update(
                {"bert.encoder.layer.0.intermediate.dense.weight": np.ones((32, 128), np.float32)}
            )
        ),
        "intermediate.dense.weight is 32 × 128, not 128 × 32",
    ),
    "no dimension": (
        with_arrays(lambda a: a.update({POOLER: np.float32(1).reshape(())})),
        f"{POOLER} is –, not 32",
    ),
    "not a number": (
        with_arrays(lambda a: a.update({POOLER: np.full(32, np.nan, np.float32)})),
        f"{POOLER} holds numbers that are infinite",
    ),
    "infinite": (
        with_arrays(lambda a: a.update({POOLER: np.full(32, np.inf, np.float32)})),
        f"{POOLER} holds numbers that are infinite",
    ),
    "swelling": (header(b'{"a":[' + b"{}," * 500_000 + b"{}]}"), "too many tensors"),
    "device": (linked("model.safetensors", "/dev/zero"), "It is no file"),
    "pipe": (pipe("model.safetensors"), "It is no file"),
    "loop": (linked("model.safetensors", "model.safetensors"), "leads to itself"),
    "a pickle by another name": (
        written("model.safetensors", pickle.dumps({"a": 1}) + bytes(64)),
        "The file",
    ),
}


@pytest.mark.parametrize("name", WEIGHTS)
def test_weights_that_lie_are_named(
    name: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    change, said = WEIGHTS[name]
    folder = copy(whole("bert"), tmp_path / "model")
    change(folder)
    assert said in refused(folder, tmp_path / "runs")


@pytest.mark.parametrize(
    ("index", "said"),
    [
        ({"weight_map": {"a": "../secret.safetensors"}}, "It is not in this folder"),
        ({"weight_map": {"a": "/etc/passwd"}}, "It is not in this folder"),
        ({"weight_map": {"a": "gone.safetensors"}}, "It is not there"),
        ({"weight_map": ["a"]}, "It names no files"),
        ({"weight_map": {"a": 3}}, "It names no files"),
        ({}, "It names no files"),
        ({"weight_map": {str(n): f"{n}.safetensors" for n in range(501)}}, "too many files"),
    ],
)
def test_an_index_stays_in_its_folder(
    index: Any, said: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = copy(whole("bert"), tmp_path / "model")
    shutil.move(folder / "model.safetensors", tmp_path / "secret.safetensors")
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    assert said in refused(folder, tmp_path / "runs")


class Harm:
    """What a pickle may ask for."""

    def __init__(self, sign: Path) -> None:
        self.sign = sign

    def __reduce__(self) -> Any:
        return (os.system, (f"touch {self.sign}",))


def zipped(data: bytes, **packing: Any) -> bytes:
    """As torch packs a pickle."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", **packing) as archive:
        archive.writestr("archive/data.pkl", data)
        archive.writestr("archive/version", b"3\n")
        archive.writestr("archive/byteorder", b"little")
    return found.getvalue()


def saved(value: Any) -> bytes:
    found = io.BytesIO()
    torch.save(value, found)
    return found.getvalue()


def test_a_pickle_that_would_do_harm_does_none(
    whole: Callable[[str], Path], tmp_path: Path
) -> None:
    sign = tmp_path / "harm"
    harm = pickle.dumps({"bert.embeddings.LayerNorm.weight": Harm(sign)}, protocol=2)
    for number, data in enumerate((harm, zipped(harm), saved({"a": Harm(sign)}))):
        folder = copy(whole("bert"), tmp_path / f"model{number}")
        (folder / "model.safetensors").unlink()
        (folder / "pytorch_model.bin").write_bytes(data)
        assert "cannot be read" in refused(folder, tmp_path / "runs")
        assert not sign.exists()


BINARIES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "cannot be read"),
    "noise": (bytes(range(256)) * 40, "cannot be read"),
    "bomb": (
        zipped(bytes(1 << 24), compression=zipfile.ZIP_DEFLATED),
        "It would grow when it is unpacked",
    ),
    "cut short": (saved({"a": torch.ones(9000)})[:5000], "cannot be read"),
    "no tensors": (saved({"a": 3, "b": "c"}), "It holds no weights"),
    "a list": (saved([torch.ones(3)]), "It holds no weights"),
    "two gigabytes": (
        zipped(b"\x80\x02cbuiltins\nbytearray\nJ\xf0\xff\xff\x7f\x85R."),
        "It took more memory than is allowed",
    ),
    "one number for terabytes": (saved({"a": torch.ones(1).expand(1 << 42)}), "no weights"),
    "others": (saved({"a": torch.ones(3)}), "There is none of: bert."),
}


@pytest.mark.parametrize("name", BINARIES)
def test_pickled_weights_that_lie_are_named(
    name: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    data, said = BINARIES[name]
    folder = copy(whole("bert"), tmp_path / "model")
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(data)
    assert said in refused(folder, tmp_path / "runs")


def of_sentence_piece(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    (folder / "spiece.model").write_bytes(b"\x0a\x0b")


def of_merges(vocabulary: bytes, merges: bytes) -> Change:
    def change(folder: Path) -> None:
        (folder / "tokenizer.json").unlink()
        (folder / "vocab.json").write_bytes(vocabulary)
        (folder / "merges.txt").write_bytes(merges)

    return change


def of_words(words: bytes) -> Change:
    def change(folder: Path) -> None:
        (folder / "tokenizer.json").unlink()
        (folder / "vocab.txt").write_bytes(words)

    return change


TOKENIZERS: dict[str, tuple[Change, str]] = {
    "none": (removed("tokenizer.json"), "There is no tokenizer that can be read"),
    "SentencePiece alone": (of_sentence_piece, "spiece.model is of SentencePiece"),
    "no JSON": (written("tokenizer.json", b"{"), "is no tokenizer that can be read"),
    "no model": (written("tokenizer.json", b"{}"), "is no tokenizer that can be read"),
    "unknown model": (
        written("tokenizer.json", b'{"model": {"type": "Gone", "vocab": {}}}'),
        "is no tokenizer that can be read",
    ),
    "swelling": (
        written("tokenizer.json", b'{"model": {}, "a": [' + b"[]," * 2_000_000 + b"1]}"),
        "It is too large",
    ),
    "words without end": (of_words(b"a\n" * 1_100_000), "It is too large"),
    "device": (linked("tokenizer.json", "/dev/zero"), "It is no file"),
    "settings of another sort": (written("tokenizer_config.json", b"[]"), "no table of settings"),
    "deep settings": (written("tokenizer_config.json", b"[" * 200_000), "nested too deeply"),
    "merges of three": (of_merges(b'{"a": 0, "b": 1}', b"a b c\n"), "It is no list of merges"),
    "numbers that are none": (of_merges(b'{"a": "x"}', b""), "It is no vocabulary"),
    "merges of nothing": (of_merges(b'{"a": 0}', b"x y\n"), "no tokenizer that can be read"),
    "numbers far apart": (
        of_merges(b'{"a": 0, "b": 4000000000}', b""),
        "no tokenizer that can be read",
    ),
}


@pytest.mark.parametrize("name", TOKENIZERS)
def test_tokenizers_that_cannot_be_read_are_named(
    name: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    change, said = TOKENIZERS[name]
    folder = copy(whole("bert"), tmp_path / "model")
    change(folder)
    assert said in refused(folder, tmp_path / "runs")


def test_code_in_a_folder_is_not_run_and_that_is_said(
    whole: Callable[[str], Path], tmp_path: Path
) -> None:
    folder, sign = copy(whole("bert"), tmp_path / "model"), tmp_path / "harm"
    (folder / "modeling_harm.py").write_text(f"open({str(sign)!r}, 'w')\n")
    settings(auto_map={"AutoModel": "modeling_harm.Harm"}, trust_remote_code=True)(folder)
    found = import_folder(folder, tmp_path / "runs")
    assert "Python code of its own (auto_map): it was not run" in str(found.notices[0])
    assert not sign.exists()


def test_links_to_files_are_followed(whole: Callable[[str], Path], tmp_path: Path) -> None:
    """As the caches of other programs hold their folders."""
    (tmp_path / "model").mkdir()
    for path in whole("bert").iterdir():
        (tmp_path / "model" / path.name).symlink_to(path)
    assert import_folder(tmp_path / "model", tmp_path / "runs").family == "bert"


@pytest.mark.parametrize("name", ["nowhere", "file", "\x00"])
def test_what_is_no_folder_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "There is no folder" in refused(tmp_path / name, tmp_path / "runs")
