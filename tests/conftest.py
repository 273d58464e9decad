"""What all tests share: the samples, compared once by the real pipeline."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

from synoptic import pipeline, registry
from synoptic.settings import Settings

# No test asserts a time: a busy machine is no failure.
hypothesis.settings.register_profile("synoptic", deadline=None)
hypothesis.settings.load_profile("synoptic")

SAMPLES = Path(__file__).parents[1] / "samples"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The settings of the environment; the encoder's weights are converted once for all tests."""
    return Settings()


@pytest.fixture(scope="session")
def parts(settings: Settings) -> pipeline.Parts:
    """The real encoders and the engine of a laptop."""
    return registry.parts(settings)


@pytest.fixture(scope="session")
def sample_run(parts: pipeline.Parts, settings: Settings) -> pipeline.Run:
    """The demo's sample, read, grouped and compared."""
    return pipeline.run([SAMPLES / "news"], parts, settings)


@pytest.fixture(scope="session")
def seeds_run(parts: pipeline.Parts, settings: Settings) -> pipeline.Run:
    """The five seed articles, where they lie beside the repository."""
    if not SEEDS.is_dir():
        pytest.skip("the seed articles do not lie beside this repository")
    return pipeline.run([SEEDS], parts, settings)
