"""A ranker as bytes: NumPy's own archive of plain arrays, which holds no code."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desk.knowledge.calibration import Calibrator
from desk.knowledge.learned import Ranker, Trained
from desk.knowledge.views import SHARES, Lexicon, Postings

# Counted up whenever a stored ranker of the code before could not be read, or would judge otherwise.
FORM = 2


def packed(ranker: Ranker) -> bytes:
    """Return the ranker as bytes; weights lose what a half-precision number cannot hold."""
    trained, calibrator = ranker.trained, ranker.calibrator
    arrays: dict[str, NDArray[Any]] = {
        "articles": np.frombuffer(json.dumps(trained.articles).encode(), np.uint8),
        "owners": trained.owners,
        "weights": trained.weights.astype(np.float16),
        "means": calibrator.means,
        "scales": calibrator.scales,
        "trust": np.array([*calibrator.weights, calibrator.bias], np.float32),
        "leanings": np.array([ranker.leanings.get(slug, 0.0) for slug in trained.articles], np.float32),
    }
    for view in SHARES:
        lexicon, postings = trained.lexicons[view], trained.postings[view]
        arrays |= {
            f"{view}.keys": lexicon.keys,
            f"{view}.weights": lexicon.weights,
            f"{view}.unknown": np.array(lexicon.unknown),
            f"{view}.starts": postings.starts,
            f"{view}.texts": postings.texts,
            f"{view}.values": postings.values.astype(np.float16),
        }
    buffer = BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def unpacked(content: bytes) -> Ranker:
    """Return the ranker that was packed."""
    with np.load(BytesIO(content), allow_pickle=False) as archive:
        arrays: dict[str, NDArray[Any]] = {name: archive[name] for name in archive.files}
    trust = arrays["trust"]
    trained = Trained(
        articles=tuple(json.loads(arrays["articles"].tobytes())),
        owners=arrays["owners"],
        lexicons={view: _lexicon(arrays, view) for view in SHARES},
        postings={view: _postings(arrays, view) for view in SHARES},
        weights=arrays["weights"].astype(np.float32),
    )
    calibrator = Calibrator(arrays["means"], arrays["scales"], trust[:-1], float(trust[-1]))
    return Ranker(trained, calibrator, dict(zip(trained.articles, arrays["leanings"].tolist(), strict=True)))


def _lexicon(arrays: dict[str, NDArray[Any]], view: str) -> Lexicon:
    return Lexicon(arrays[f"{view}.keys"], arrays[f"{view}.weights"], float(arrays[f"{view}.unknown"]))


def _postings(arrays: dict[str, NDArray[Any]], view: str) -> Postings:
    values = arrays[f"{view}.values"].astype(np.float32)
    return Postings(arrays[f"{view}.starts"], arrays[f"{view}.texts"], values)
