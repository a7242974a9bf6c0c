"""Playbooks and sample plans as files: read safely, checked with file and line, described by JSON Schemas, translated.

The folder `playbooks/<intervention>/` is for people with a text editor; `layout` says which file holds what.
"""

from roadmap.playbook_files.loading import folders, load_playbook, load_samples, playbooks
from roadmap.playbook_files.problems import PlaybookFileError, Problem
from roadmap.playbook_files.texts import playbook_texts, read_texts

__all__ = [
    "PlaybookFileError",
    "Problem",
    "folders",
    "load_playbook",
    "load_samples",
    "playbook_texts",
    "playbooks",
    "read_texts",
]
