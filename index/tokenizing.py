"""A tokenizer for each way of cutting a text into tokens.

A fast tokenizer keeps how it cuts off and fills up, and every call sets that before it reads: two threads that want it
otherwise get one another's setting, which is a wrong length, an odd tensor or an error. A server asks from several
threads, so each way has a copy, set by a first call and from then on only read.
"""

from copy import deepcopy
from typing import Any

SAMPLE = "年"


def own_tokenizer(model: Any) -> Any:
    """A copy of a model's tokenizer (0.1 s), for one setting."""
    return deepcopy(model.tokenizer)


def plain_tokenizer(model: Any) -> Any:
    """A copy that neither cuts off nor fills up."""
    tokenizer = own_tokenizer(model)
    tokenizer(SAMPLE, add_special_tokens=False, verbose=False)
    return tokenizer
