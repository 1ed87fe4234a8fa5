"""Proofs about a policy: by exhausting the cells that its thresholds cut, for everybody there could be."""
