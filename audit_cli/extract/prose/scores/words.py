"""The words of scores: what the points that can be had are called."""

from __future__ import annotations

# alternatives of a pattern
TO_BE_HAD = r"分值|满分|权重|标准分"
