"""The outermost of the process: what reaches it is our bug, and never looks like a finding."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line; exits with the codes of `audit-cli --help`."""
    # most runs are over before the collector finds anything; the pipeline calls it where there is more to do
    gc.disable()
    try:
        from audit_cli.cli import run

        code = run()
    except KeyboardInterrupt:
        code = 130
    except Exception:
        import traceback

        traceback.print_exc()
        print("audit-cli: 程序内部错误，请附上述信息反馈 (internal error)", file=sys.stderr)
        code = 70
    # the interpreter would search all that was ever loaded for cycles, only to end
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
