"""Layer 1: what words mean. Data files, and the one reader that checks them."""

from patterns.loader import check, languages, load_detect, load_pack, load_units
from patterns.tables import PatternError

__all__ = ["PatternError", "check", "languages", "load_detect", "load_pack", "load_units"]
