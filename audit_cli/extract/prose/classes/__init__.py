"""Breakdowns without a cue, by the classes of their parts: 基本支出 and 项目支出, men and women, done or not."""
