"""Limit: no more people than authorized posts."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, staff_within


@check(kind="over-quota")
def staff_within_posts(reading: Reading, *, others: bool = False) -> Iterator[Comparison]:
    """There are no more people in service than posts, in all and in each category.

    Whoever has no post is paid from money that was meant for something else; or the posts of one category are
    filled with people of another.  *others* says whether the rule is about numbers of people that are told to hold some
    outside the posts, or about those in the posts.

    Holds: 核定编制62名，其中行政编制28名、事业编制34名；年末实有58人，其中行政27人、事业31人。
    Fails: 核定编制62名，其中行政编制28名、事业编制34名；年末实有58人，其中行政29人、事业29人。
    """
    for staff in reading.each_staffing():
        if staff.others == others:
            yield staff_within(staff)
