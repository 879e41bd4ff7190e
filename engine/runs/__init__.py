"""Runs on disk: recipe, status, metrics, checkpoints and probes; and the workspace around them."""

from engine.runs.checkpoint import Checkpoint, CheckpointInfo, checkpoint_looks
from engine.runs.evaluations import EvaluationEntry, Evaluations
from engine.runs.metrics import MetricsLog
from engine.runs.run import Run
from engine.runs.status import State, Status
from engine.runs.workspace import RunSummary, Workspace, default_workspace

__all__ = [
    "Checkpoint",
    "CheckpointInfo",
    "EvaluationEntry",
    "Evaluations",
    "MetricsLog",
    "Run",
    "RunSummary",
    "State",
    "Status",
    "Workspace",
    "checkpoint_looks",
    "default_workspace",
]
