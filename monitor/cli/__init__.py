"""The command line: arguments in, one call, output. It owns no logic.

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import click

from monitor import __version__
from monitor.cli.backfill import backfill
from monitor.cli.configuration import check, init
from monitor.cli.coverage import coverage
from monitor.cli.deliveries import deliveries
from monitor.cli.digest import digest
from monitor.cli.filters import dates, normalise, parse
from monitor.cli.items import items
from monitor.cli.match import match
from monitor.cli.renormalise import renormalise
from monitor.cli.rules import rules
from monitor.cli.run import poll, run
from monitor.cli.session import Session
from monitor.cli.sources import sources
from monitor.cli.status import status
from monitor.cli.streams import replace_closed
from monitor.config.environment import Environment
from monitor.errors import ConfigError, MonitorError

_INTERRUPTED = 130
_UNWRITABLE = (errno.ENOSPC, errno.EIO, errno.EBADF)
"""No room, a device that fails, a stream that was closed before the start."""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command explains itself: monitor COMMAND --help",
)
@click.option(
    "--config",
    "config_given",
    type=click.Path(path_type=Path, readable=False),
    metavar="DIR",
    help="Configuration; default: config/, then /etc/monitor/config.",
)
@click.option(
    "--state",
    "state_given",
    type=click.Path(path_type=Path, readable=False),
    metavar="DIR",
    help="Database and digests; default: state/ beside the configuration.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print results and errors only.")
@click.option("--verbose", "-v", count=True, help="Log more; twice for everything.")
@click.version_option(__version__, "--version", prog_name="monitor", message="%(prog)s %(version)s")
@click.pass_context
def cli(
    context: click.Context,
    config_given: Path | None,
    state_given: Path | None,
    quiet: bool,
    verbose: int,
) -> None:
    """Watch news and government sources for policy on critical minerals, and tell it once.

    \b
    monitor run --once        one cycle now: look, match, tell
    monitor run               the daemon
    monitor items search 稀土  what is stored
    """
    context.obj = Session(
        config_given=config_given,
        state_given=state_given,
        quiet=quiet,
        verbose=verbose,
        environment=Environment.read(),
    )


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")
def version(as_json: bool) -> None:
    """Print the version."""
    click.echo(f'{{"version":"{__version__}"}}' if as_json else f"monitor {__version__}")


for command in (
    run,
    poll,
    backfill,
    digest,
    items,
    deliveries,
    sources,
    rules,
    check,
    init,
    status,
    coverage,
    renormalise,
    normalise,
    parse,
    dates,
    match,
):
    cli.add_command(command)


def main() -> None:
    """Run the command and end the process with its exit code."""
    replace_closed()
    try:
        # Outside standalone mode click returns the code of `Exit` instead of raising it.
        sys.exit(cli.main(standalone_mode=False) or 0)
    except UnicodeEncodeError as error:
        if all(map(_is_text, sys.argv)):
            raise
        click.echo(f"an argument is not text in UTF-8: {error.object!a}; convert it", err=True)
        sys.exit(2)
    except click.Abort:
        click.echo("interrupted", err=True)
        sys.exit(_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except ConfigError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        sys.exit(2)
    except MonitorError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not an error of anybody's.
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        _tell_unwritable(error)


def _tell_unwritable(error: OSError) -> None:
    """End the process because its output cannot be written; raise what is about a file of ours."""
    if error.errno not in _UNWRITABLE or error.filename is not None:
        raise error  # typed where it happens, or a defect
    click.echo(f"the output could not be written: {(error.strerror or '').lower()}", err=True)
    sys.stdout = None
    sys.exit(1)


def _is_text(argument: str) -> bool:
    """Say whether an argument holds no bytes that are none of a character."""
    return not any("\udc80" <= sign <= "\udcff" for sign in argument)
