"""Linear layers whose weights lie as the machine multiplies them, by oneDNN.

A question has some fifteen tokens. To multiply so few rows, the usual layer first copies its weights into another
order, every time, and that takes as long as the product. Here they are put in order once, when a model is read: a
question is encoded in two thirds of the time, a batch of passages in six sevenths (decision 53), and rows differ by
rounding alone.

The two operations are those of torch's own compiler. Where a build of torch lacks them, layers stay as they are.
"""

import torch


class PackedLinear(torch.nn.Module):
    """Gives what the layer gives, in float32 and without gradients."""

    def __init__(self, layer: torch.nn.Linear) -> None:
        super().__init__()
        self._weight = torch.ops.mkldnn._reorder_linear_weight(layer.weight.detach())
        self._bias = None if layer.bias is None else layer.bias.detach()

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Rows (…, in) to rows (…, out)."""
        found: torch.Tensor = torch.ops.mkldnn._linear_pointwise(rows, self._weight, self._bias, "none", [], "")
        return found


def pack(model: torch.nn.Module) -> None:
    """Every linear layer of the model, in place; for good, and only once nothing is to be changed in them any more."""
    if not packs():
        return
    for name, child in list(model.named_children()):
        if type(child) is torch.nn.Linear and child.weight.dtype == torch.float32:
            setattr(model, name, PackedLinear(child))
        else:
            pack(child)


def packs() -> bool:
    """Whether this torch can, on this machine."""
    operations = ("_reorder_linear_weight", "_linear_pointwise")
    here = bool(torch.backends.mkldnn.is_available())  # type: ignore[no-untyped-call]
    return here and all(hasattr(torch.ops.mkldnn, name) for name in operations)
