"""python -m benchmarks.training.wordings: encodes data/thesaurus.tsv for index/everyday.py with the default model.

To be run again whenever the thesaurus or the default model changes; tests/test_everyday.py notices.
"""

import sys

import numpy as np
from safetensors.numpy import save_file

from index.encoder import load_encoder
from index.everyday import FOLDER, THESAURUS, checksum, read_thesaurus
from index.weights import DEFAULT


def main() -> int:
    """Writes one byte for each coordinate: cosines move by less than 0.01."""
    encoder = load_encoder(DEFAULT)
    _, said = read_thesaurus(THESAURUS)
    rows = encoder.encode_passages([wording for wordings in said for wording in wordings], progress=True)
    whole = np.rint(127 * rows / np.abs(rows).max(axis=1, keepdims=True)).astype(np.int8)
    about = {"encoder": encoder.fingerprint, "name": encoder.name, "thesaurus": checksum(THESAURUS)}
    FOLDER.mkdir(exist_ok=True)
    save_file({"wordings": whole}, FOLDER / f"{encoder.name.rsplit('/')[-1]}.safetensors", metadata=about)
    return 0


if __name__ == "__main__":
    sys.exit(main())
