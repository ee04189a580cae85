"""How all that is trained here steps: AdamW (Loshchilov & Hutter 2019), warm for some steps, then straight down."""

from collections.abc import Sequence

import torch

DECAY = 1e-2
LEAST = 0.02  # of the rate, at the end


def stepping(
    weights: Sequence[torch.nn.Parameter], rate: float, warm: int, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """Of `steps` in all the first `warm` rise to the rate."""
    optimizer = torch.optim.AdamW(weights, lr=rate, weight_decay=DECAY)
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / warm) * max(LEAST, 1 - step / steps)
    )
