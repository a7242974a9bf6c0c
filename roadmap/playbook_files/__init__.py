"""Playbooks and sample plans as files: read safely, checked with file and line, described by JSON Schemas, translated.

The folder `playbooks/<intervention>/` is for people with a text editor; `layout` says which file holds what.
"""

from roadmap.playbook_files.loading import load_playbook, load_samples, playbook, playbooks, samples
from roadmap.playbook_files.problems import PlaybookFileError, Problem

__all__ = ["PlaybookFileError", "Problem", "load_playbook", "load_samples", "playbook", "playbooks", "samples"]
