"""The composition root: Config → Pipeline. The only file that names concrete classes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib import resources
from pathlib import Path

from monitor import __version__
from monitor.channels import Channel
from monitor.channels.email import EmailChannel, EmailSettings
from monitor.channels.file import FileChannel, FileSettings
from monitor.channels.webhook import WebhookChannel, WebhookSettings
from monitor.clock import Clock, system_clock
from monitor.config.load import load
from monitor.config.settings import ChannelConfig, ChannelKind, Config, FetchSettings
from monitor.delivering import Work
from monitor.errors import ConfigError, StoreUnusable
from monitor.fetch import Fetchers
from monitor.fetch.files import FileFetcher
from monitor.fetch.guard import Guard
from monitor.fetch.guarded import guarded_transport
from monitor.fetch.hosts import Hosts
from monitor.fetch.http import HttpFetcher
from monitor.fetch.mailbox import MailboxFetcher
from monitor.pipeline import Keep, Pipeline
from monitor.polling import Limits
from monitor.store import Store

DATABASE = "monitor.db"
DIGESTS = "digests"

CHANNELS: Mapping[str, ChannelKind] = {
    "file": ChannelKind(settings=FileSettings, doc="Writes each digest into state/digests."),
    "email": ChannelKind(
        settings=EmailSettings, secret_key="password", doc="Sends each digest as a mail."
    ),
    "webhook": ChannelKind(
        settings=WebhookSettings,
        secret_key="secret",
        secret_required=True,
        doc="Posts each digest as JSON, signed; the secret is `whsec_` and base64.",
    ),
}


def shipped() -> Path:
    """Return the folder with the seeds and the configuration that travel with the package."""
    package = Path(str(resources.files("monitor")))
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent


def load_config(folder: Path) -> Config:
    """Return the configuration of a folder.

    Raises:
        ConfigError: with every mistake in it.
    """
    config = load(folder, channel_kinds=CHANNELS, shipped=shipped())
    mistakes = ((entry, Guard.mistake(entry)) for entry in config.settings.fetch.allow)
    if problems := [f'"{entry}" {mistake}' for entry, mistake in mistakes if mistake]:
        raise ConfigError([f'monitor.toml, fetch, key "allow": {one}' for one in problems])
    return config


def open_store(state: Path, *, create: bool = True) -> Store:
    """Return the store of a state directory; `create` makes both where they are missing.

    Raises:
        StoreUnusable: it cannot be used, or is not there and may not be made.
    """
    path = state / DATABASE
    if not create and not path.is_file():
        raise StoreUnusable(f"{path}: does not exist yet; `monitor run --once` fills it")
    if not create and not path.stat().st_size:
        raise StoreUnusable(f"{path}: is empty; `monitor run --once` fills it")
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnusable(f"{state}: cannot be made: {error.strerror}") from error
    return Store.open(path)


def build(
    config: Config,
    *,
    store: Store,
    channels: Mapping[str, Channel],
    worker: Work,
    clock: Clock = system_clock,
) -> Pipeline:
    """Return the line over a configuration; `channels` are empty where nothing is to be sent."""
    settings = config.settings.fetch
    return Pipeline(
        store=store,
        clock=clock,
        fetcher=fetchers(settings, clock),
        channels=channels,
        sources=config.sources,
        subscriptions=config.subscriptions,
        rules=config.rules,
        taxonomy=config.taxonomy,
        worker=worker,
        poll_deadline=settings.deadline,
        limits=limits(config),
        budget=config.settings.polling.budget,
        keep=Keep(
            looks=config.settings.keep.polls,
            most_looks=config.settings.keep.most_polls,
            given=config.settings.keep.given,
        ),
    )


def limits(config: Config) -> Limits:
    """Return the bounds of the time between two looks."""
    polling = config.settings.polling
    return Limits(
        shortest=polling.shortest,
        longest=polling.longest,
        longest_weighty=polling.longest_weighty,
    )


def fetchers(settings: FetchSettings, clock: Clock) -> Fetchers:
    """Return what reads addresses, files and mailboxes within the limits configured."""
    guard = Guard(settings.allow)
    return Fetchers(
        url=HttpFetcher(
            user_agent=user_agent(settings.contact),
            deadline=settings.deadline,
            max_bytes=settings.max_bytes,
            max_redirects=settings.max_redirects,
            max_header_bytes=settings.max_header_bytes,
            concurrent=settings.concurrent,
            guard=guard,
            hosts=Hosts(per_host=settings.per_host, spacing=settings.spacing),
            obeys_robots=settings.robots,
            clock=clock,
        ),
        paths=FileFetcher(max_bytes=settings.max_bytes, clock=clock),
        mailbox=MailboxFetcher(
            step=settings.deadline, max_bytes=settings.max_bytes, guard=guard, clock=clock
        ),
    )


def user_agent(contact: str) -> str:
    """Return how Monitor names itself to servers, with whom to contact if that is configured."""
    return f"Monitor/{__version__}" + (f" (+{contact})" if contact else "")


def channels(config: Config, state: Path, *, leave_out: Collection[str] = ()) -> dict[str, Channel]:
    """Return the channels by name, but for those left out.

    Raises:
        ConfigError: naming every secret that is missing.
    """
    made: dict[str, Channel] = {}
    problems: list[str] = []
    guard = Guard(config.settings.fetch.allow)
    for one in config.channels.values():
        if one.name in leave_out:
            continue
        try:
            made[one.name] = _channel(one, state, guard)
        except ConfigError as error:
            where = f'{config.folder.name}/monitor.toml, channel "{one.name}"'
            problems.extend(f"{where}: {problem}" for problem in error.problems)
    if problems:
        raise ConfigError(problems)
    return made


def _channel(one: ChannelConfig, state: Path, guard: Guard) -> Channel:
    secret = one.secret.read() if one.secret else ""
    match one.settings:
        case FileSettings():
            return FileChannel(name=one.name, settings=one.settings, folder=state / DIGESTS)
        case EmailSettings():
            return EmailChannel(one.name, one.settings, password=secret)
        case WebhookSettings():
            transport = guarded_transport(guard)
            return WebhookChannel(one.name, one.settings, secret=secret, transport=transport)
    raise TypeError(f"no channel for {one.settings!r}")
