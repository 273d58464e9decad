"""Texts to vectors and token states, offline: weights converted once, encodings kept by content."""

from synoptic.encoding.encoder import LocalEncoder, open_encoder
from synoptic.encoding.weights import ModelFolder, default_cache_dir, prepare_weights, verify

__all__ = ["LocalEncoder", "ModelFolder", "default_cache_dir", "open_encoder", "prepare_weights", "verify"]
