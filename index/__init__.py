"""Where passages lie: the encoder, the indexes and the library on disk.

This file is run before any module of this floor, so what must stand in the environment before torch, faiss or
transformers are imported is set here and nowhere else.
"""

import os
import sys
import warnings

from threadpoolctl import ThreadpoolController

# Nothing that answers questions asks the hub for anything; only `python -m index.weights` lifts this, for one fetch.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
# Loading a model of one file needs no progress bar, and its warnings are for those who train.
os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
# The tokenizer's threads and a forked server do not agree; our texts are short, so nothing is lost.
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
# jieba looks for its dictionary with what setuptools is about to drop, and opens the file where that is gone.
warnings.filterwarnings("ignore", "pkg_resources is deprecated", UserWarning, "jieba")
if sys.platform == "darwin":
    # torch and faiss each bring their own libomp; two of them abort ("OMP: Error #15") or crash in their thread pool
    # (faiss-wheels issue 73). One thread, and leave to be loaded twice, is the known way round, and only works if it
    # is set before either is imported. The indexes here are small enough for one thread.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("KMP_DUPLICATE_LIB_OK", "TRUE")
if not os.environ.keys() & {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"}:
    # numpy's threads wait awake for the next product and keep the cores from torch, which brings its own threads: on
    # two cores encoding a question took twice as long. Our products are of one row, or of the sentences of a report.
    # The variable is for what is loaded from here on; numpy may be loaded already.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    ThreadpoolController().select(internal_api="openblas").limit(limits=1)
