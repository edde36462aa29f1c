import type { ContainerSettings, EnvironmentEntry, Mount, Port } from '../../model/container.ts';
import type { Place } from '../../model/place.ts';
import type { Entries, Entry, Setting } from '../../model/setting.ts';
import { capabilityFromText } from '../capability.ts';
import { booleanFromText, mountFromText, portFromText, volumeFromText } from '../container-text.ts';
import { cpuShare } from '../cpu-share.ts';
import { withCleanSource } from '../host-path.ts';
import type { ShellPiece, ShellWord } from '../shell/script.ts';
import { wordPieces } from '../shell/word.ts';
import { lastOption, type DockerCommand, type DockerOption, type OptionValue } from './docker.ts';
import { environmentEntry } from './environment.ts';
import { passingOf } from './passing.ts';

/**
 * The container that `docker run` or `docker create` starts. What the command leaves out is unset, unless a word such as
 * `$OPTS` may set it; then it is unknown.
 */
export function containerOf(command: DockerCommand): ContainerSettings {
  const image = imageOf(command);
  const passing = passingOf(command);
  return {
    kind: 'command',
    name: lastOption(command, 'name')?.value?.text ?? command.operand?.value ?? command.operand?.raw ?? command.command.name,
    at: command.at,
    image,
    containerName: text(command, 'name'),
    user: text(command, 'user'),
    groupAdd: list(command, ['group-add'], whole),
    privileged: flag(command, 'privileged'),
    capAdd: list(command, ['cap-add'], capabilities),
    capDrop: list(command, ['cap-drop'], capabilities),
    securityOptions: list(command, ['security-opt'], whole),
    readOnly: flag(command, 'read-only'),
    mounts: list(command, ['volume', 'mount', 'volumes-from'], mounts),
    tmpfs: list(command, ['tmpfs'], whole),
    volumesFrom: list(command, ['volumes-from'], donors),
    ports: list(command, ['publish', 'expose', 'publish-all'], ports),
    networkMode: networkMode(command),
    networks: list(command, ['network', 'net'], networks),
    links: list(command, ['link'], whole),
    pidMode: text(command, 'pid'),
    ipcMode: text(command, 'ipc'),
    utsMode: text(command, 'uts'),
    usernsMode: text(command, 'userns'),
    cgroupMode: text(command, 'cgroupns'),
    cgroupParent: text(command, 'cgroup-parent'),
    memory: text(command, 'memory'),
    memorySwap: text(command, 'memory-swap'),
    cpus: cpus(command),
    pidsLimit: text(command, 'pids-limit'),
    limitsAt: command.at,
    memoryReservation: text(command, 'memory-reservation'),
    ulimits: list(command, ['ulimit'], whole),
    sysctls: list(command, ['sysctl'], whole),
    devices: list(command, ['device'], whole),
    deviceRules: list(command, ['device-cgroup-rule'], whole),
    gpus: list(command, ['gpus'], whole),
    environment: list(command, ['env', 'env-file'], environment),
    labels: list(command, ['label', 'label-file'], environment),
    entrypoint: list(command, ['entrypoint'], whole),
    command: words(command.rest),
    buildArguments: { items: [], unknown: [] },
    buildSecrets: { items: [], unknown: [] },
    restart: text(command, 'restart'),
    healthCheck: healthCheck(command),
    healthTest: list(command, ['health-cmd'], whole),
    loggingDriver: text(command, 'log-driver'),
    usesApiSocket: flag(command, 'use-api-socket'),
    ...(passing === undefined ? {} : { passing }),
  };
}

function imageOf({ operand, rest, options, opaque, at }: DockerCommand): Setting<string> {
  if (operand === undefined) return { state: 'unknown', why: 'the command names no image', at };
  const stranger = options.find((option) => !option.known && option.value === undefined);
  if (stranger !== undefined && rest.length > 0) {
    return { state: 'unknown', why: `the option ${stranger.name} is not known and may take a value`, at: operand.at };
  }
  const veil = opaque[0];
  if (veil !== undefined && operand.value !== undefined && operand.value.startsWith('-')) {
    return { state: 'unknown', why: `${shown(wordPieces(veil))} may hold the image`, at: operand.at };
  }
  return operand.value === undefined
    ? { state: 'unknown', why: `depends on ${shown(wordPieces(operand))}`, at: operand.at }
    : { state: 'known', value: operand.value, at: operand.at };
}

/** What a setting is that no option gives. It has no place, since nothing may set it. */
function absent(command: DockerCommand): { readonly state: 'unset' } | { readonly state: 'unknown'; why: string } {
  const veil = command.opaque[0];
  if (veil !== undefined) return { state: 'unknown', why: `${shown(wordPieces(veil))} may set it` };
  return isWhole(command) ? { state: 'unset' } : { state: 'unknown', why: elsewhere };
}

/** Whether a command stands here to its end: `RUN = docker run --rm` of a Makefile goes on where the variable is used. */
function isWhole({ operand }: DockerCommand): boolean {
  return operand !== undefined;
}

const elsewhere = 'the rest of the command stands elsewhere';

function text(command: DockerCommand, name: string): Setting<string> {
  const value = lastOption(command, name)?.value;
  if (value === undefined) return absent(command);
  return value.text === undefined ? hidden(value) : { state: 'known', value: value.text, at: value.at };
}

function flag(command: DockerCommand, name: string): Setting<boolean> {
  const option = lastOption(command, name);
  if (option === undefined) return absent(command);
  if (option.value === undefined) return { state: 'known', value: true, at: option.at };
  const value = option.value.text === undefined ? undefined : booleanFromText(option.value.text);
  return value === undefined ? hidden(option.value) : { state: 'known', value, at: option.at };
}

/** How many processors it may use: `--cpus`, else what quota and period come to. */
function cpus(command: DockerCommand): Setting<string> {
  if (lastOption(command, 'cpus') !== undefined) return text(command, 'cpus');
  const quota = text(command, 'cpu-quota');
  if (quota.state !== 'known') return quota;
  const period = lastOption(command, 'cpu-period') && text(command, 'cpu-period');
  if (period?.state === 'unknown') return period;
  const share = cpuShare(Number(quota.value), period?.state === 'known' ? Number(period.value) : undefined);
  return share === undefined
    ? { state: 'unknown', why: 'the quota is not a number', at: quota.at }
    : { ...quota, value: String(share) };
}

const modes = /^(?:host|none|bridge|default|container:|ns:|pasta|slirp4netns|private)/;

/** Networks by name; modes such as `host` are none. */
function networks(value: OptionValue): Added<string> {
  if (value.text === undefined) return hidden(value);
  const name = /(?:^|,)name=([^,]*)/.exec(value.text)?.[1] ?? value.text;
  return modes.test(name) ? [] : [name];
}

function networkMode(command: DockerCommand): Setting<string> {
  const value = command.options.find((option) => option.name === 'network' || option.name === 'net')?.value;
  if (value === undefined) return absent(command);
  if (value.text === undefined) return hidden(value);
  return { state: 'known', value: /(?:^|,)name=([^,]*)/.exec(value.text)?.[1] ?? value.text, at: value.at };
}

function healthCheck(command: DockerCommand): Setting<boolean> {
  const off = flag(command, 'no-healthcheck');
  if (off.state === 'known' && off.value) return { state: 'known', value: false, at: off.at };
  const test = text(command, 'health-cmd');
  if (test.state === 'known') return { state: 'known', value: test.value !== '' && test.value !== 'none', at: test.at };
  const at = lastOption(command, 'health-cmd')?.at;
  return at === undefined ? absent(command) : { state: 'known', value: true, at };
}

function hidden(value: OptionValue): { readonly state: 'unknown'; readonly why: string; readonly at: Place } {
  return { state: 'unknown', why: `depends on ${shown(value.pieces)}`, at: value.at };
}

/** The holes among the pieces, without the texts in them, which may be secret. */
function shown(pieces: readonly ShellPiece[]): string {
  const holes = pieces.flatMap((piece) => ('hole' in piece ? [shownHole(piece.hole)] : []));
  return holes.length === 0 ? 'a value that cannot be read' : holes.join(' and ');
}

function shownHole(hole: string): string {
  if (/^\$\{?[\w@*#?!-]+\}?$|^\$\{\w+\[[@*\w]\]\}$|^\$\{\{[^{}'"]*\}\}$|^\$\([\w.-]+\)$/.test(hole)) return hole;
  const name = /^\$\{!?(\w+)/.exec(hole)?.[1];
  if (name !== undefined) return `\${${name}}`;
  return hole.startsWith('$(') || hole.startsWith('`') ? 'the output of a command' : 'a pattern';
}

/** What one option adds to a list: entries, or why they are not known. */
type Added<T> = readonly T[] | { readonly why: string };

function list<T>(
  command: DockerCommand,
  names: readonly string[],
  read: (value: OptionValue, option: DockerOption) => Added<T>,
): Entries<T> {
  const items: Entry<T>[] = [];
  const unknown: { why: string; at: Place }[] = [];
  for (const option of command.options) {
    if (!names.includes(option.name)) continue;
    const value = option.value ?? { text: '', raw: '', pieces: [], at: option.at };
    const added = read(value, option);
    if ('why' in added) unknown.push({ why: added.why, at: value.at });
    else items.push(...added.map((entry) => ({ value: entry, at: value.at })));
  }
  for (const veil of command.opaque) unknown.push({ why: `${shown(wordPieces(veil))} may add to it`, at: veil.at });
  if (!isWhole(command)) unknown.push({ why: elsewhere, at: command.at });
  return { items, unknown };
}

function words(list: readonly ShellWord[]): Entries<string> {
  const items: Entry<string>[] = [];
  const unknown: { why: string; at: Place }[] = [];
  for (const word of list) {
    if (word.value === undefined) unknown.push({ why: `depends on ${shown(wordPieces(word))}`, at: word.at });
    else items.push({ value: word.value, at: word.at });
  }
  return { items, unknown };
}

function whole(value: OptionValue): Added<string> {
  return value.text === undefined ? hidden(value) : [value.text];
}

function capabilities(value: OptionValue): Added<string> {
  return value.text === undefined ? hidden(value) : value.text.split(',').map(capabilityFromText);
}

function environment(value: OptionValue, option: DockerOption): Added<EnvironmentEntry> {
  if (option.name === 'env-file' || option.name === 'label-file')
    return { why: `comes from the file ${value.text ?? shown(value.pieces)}` };
  const entry = environmentEntry(value.pieces, option.name === 'label' ? 'empty' : 'inherited');
  return entry === undefined ? hidden(value) : [entry];
}

function ports(value: OptionValue, option: DockerOption): Added<Port> {
  if (option.name === 'publish-all') {
    return value.text === 'false' ? [] : { why: 'every port the image exposes is published' };
  }
  if (value.text === undefined) return hidden(value);
  const port = portFromText(value.text, option.name === 'publish');
  return port === undefined ? { why: `${value.text} is not a port` } : [port];
}

/** Containers as Compose tells them from services. */
function donors(value: OptionValue): Added<string> {
  return value.text === undefined ? hidden(value) : [`container:${value.text}`];
}

/** A mount whose source does not depend on anything is known, even if its target or options do. */
function mounts(value: OptionValue, option: DockerOption): Added<Mount> {
  if (option.name === 'volumes-from') return { why: 'it takes over the mounts of another container' };
  const marked = value.pieces
    .map((piece, index) => ('text' in piece ? piece.text : homeOr(markOf(index), value, index)))
    .join('');
  const mount = option.name === 'mount' ? mountFromText(marked) : volumeFromText(marked);
  if (mount === undefined) return value.text === undefined ? hidden(value) : { why: `${value.text} is not a mount` };
  if (value.text !== undefined) return [withCleanSource(mount)];
  if (marks.test(mount.source ?? markOf(0))) return hidden(value);
  const restored = (text: string): string =>
    text.replaceAll(new RegExp(marks, 'g'), (mark) => shown(value.pieces.slice(indexOf(mark), indexOf(mark) + 1)));
  return [withCleanSource({ ...mount, target: restored(mount.target), options: mount.options.map(restored) })];
}

/** `~` for a `$HOME` at the start of a source: the home of whoever runs the command. Else the mark. */
function homeOr(mark: string, { pieces }: OptionValue, index: number): string {
  const [piece, before] = [pieces[index], pieces[index - 1]];
  const isHome = piece !== undefined && 'hole' in piece && /^\$(?:HOME|\{HOME\})$/.test(piece.hole);
  const begins = index === 0 || (before !== undefined && 'text' in before && /(?:^|,)(?:source|src)=$/.test(before.text));
  return isHome && begins ? '~' : mark;
}

/** Characters for private use, which stand for the pieces without a value while a mount is taken apart. */
const marks = /[\uE000-\uF8FF]/;

function markOf(index: number): string {
  return String.fromCharCode(0xe000 + Math.min(index, 0x18ff));
}

function indexOf(mark: string): number {
  return mark.charCodeAt(0) - 0xe000;
}
