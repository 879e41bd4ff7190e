"""The forms a run can be written in, and what each is good for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def form_names() -> dict[str, str]:
    """The forms by name, in order, as they are called."""
    return {
        "huggingface": "Hugging Face",
        "onnx": "ONNX",
        "tensorboard": "TensorBoard",
        "csv": translate("exchange", "Table"),
        "capsule": translate("exchange", "Capsule"),
    }


def form_words(form: str) -> str:
    """What a form is good for."""
    return {
        "huggingface": translate(
            "exchange",
            "A folder that unmodified transformers opens: weights, tokenizer, settings, and a card "
            "that tells how it was trained, what it scored and what it should not be used for.",
        ),
        "onnx": translate(
            "exchange",
            "Graphs that other programs run without torch: in a browser, on a phone, in C++. "
            "Numbers are fp32; rows and tokens may be as many as the model reads.",
        ),
        "tensorboard": translate(
            "exchange",
            "Event files with every measurement of the run, for TensorBoard and whatever reads "
            "its files. The model is not in them.",
        ),
        "csv": translate(
            "exchange",
            "Every measurement of the run as a table, for a spreadsheet or pandas. The model is "
            "not in it.",
        ),
        "capsule": translate(
            "exchange",
            "One file that another machine opens as this run: recipe, tokenizer, environment, "
            "measurements and their checksums, and on wish the weights and the text.",
        ),
    }[form]


def target_words(form: str) -> str:
    """What is asked for when the form is written."""
    if form in ("csv", "capsule"):
        return translate("exchange", "Save the file as")
    if form == "tensorboard":
        return translate("exchange", "Choose the folder of event files")
    return translate("exchange", "Name a new folder")
