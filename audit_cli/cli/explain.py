"""`audit-cli explain`: a rule, or one finding with its whole calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audit_cli.cli.completion import subjects
from audit_cli.cli.inputs import read_beside, read_one, reading_options
from audit_cli.cli.options import chosen_rulebook, language, output, ruleset_options, write
from audit_cli.errors import UsageError

if TYPE_CHECKING:
    from audit_cli.readers.limits import Options


@click.command(short_help="说明一条规则，或一处核对的全部计算")
@click.argument("subject", metavar="RULE|CHECK|PATH", shell_complete=subjects)
@click.argument("fingerprint", required=False)
@language
@output
@reading_options
@ruleset_options
def explain(
    subject: str, fingerprint: str | None, lang: str, output: str | None, reading: Options, profile: str,
    rules_file: str | None, as_of: str | None,
) -> None:  # fmt: skip
    """说明规则 RULE（如 AR101）核对什么、为何、有何依据，或检查 CHECK（如 total_equals_parts）用于哪些规则。

    给出 PATH 和 FINGERPRINT（check 所列的指纹，写前几位即可）时，说明该处核对的全部计算。
    """
    rules = chosen_rulebook(profile, rules_file, as_of)
    if fingerprint is None:
        rule = next((found for ruleset in rules.rulesets() if (found := ruleset.rule(subject))), None)
        users = {each.id: each for ruleset in rules.rulesets() for each in ruleset.rules if each.check.name == subject}
        if users:
            from audit_cli.outputs.manual import check_page

            write(check_page(list(users.values()), lang), output)
            return
        if rule is None:
            raise UsageError(
                f"没有规则 {subject}；用 audit-cli rules 查看", f"no rule is called {subject}; see audit-cli rules"
            )
        from audit_cli.outputs.manual import rule_page

        write(rule_page(rule, lang), output)
        return
    from audit_cli.cli.screen import screen_of
    from audit_cli.outputs.console import render_result
    from audit_cli.pipeline import audit_documents
    from audit_cli.report import run_info

    report = audit_documents([read_one(subject, reading)], rules)[0]
    wanted = [r for r in report.results if r.fingerprint.startswith(fingerprint)]
    if not wanted:
        # what the documents beside it say of it is known only with them
        together = audit_documents(read_beside(subject, reading), rules)
        report = next(each for each in together if each.path == report.path)
        wanted = [r for r in report.results if r.fingerprint.startswith(fingerprint)]
    if len(wanted) != 1:
        if wanted:
            zh, en = f"有 {len(wanted)} 处核对，请多写几位", f"{len(wanted)} results, give more of it"
        else:
            zh, en = "没有这样的核对，指纹见 check 的输出", "no such result, see the output of check"
        raise UsageError(f"{subject}：指纹 {fingerprint}：{zh}", f"{subject}: fingerprint {fingerprint}: {en}")
    write(render_result(report, wanted[0], run_info(rules), screen_of(output), lang), output, (subject,))
