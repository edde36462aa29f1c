import type { Posture, PostureValue } from '../model/report.ts';
import type { Effective, Setting, TrailStep } from '../model/setting.ts';
import { locate } from '../parse/lines.ts';
import { defaultCapabilities } from './capabilities.ts';
import type { ContainerPosture } from './container.ts';
import { dropsRoot } from './image-facts.ts';
import { isRoot } from './user.ts';

/** A posture in words, each value with the way it was found. */
export function describePosture(posture: ContainerPosture): Posture {
  const { settings } = posture;
  return {
    subject: settings.name,
    kind: settings.kind,
    location: locate(settings.at),
    image: inWords(imageOf(posture), (value) => value, 'none named'),
    user: userInWords(posture),
    capabilities: inWords(posture.capabilities, capabilitiesInWords, 'default'),
    noNewPrivileges: inWords(posture.noNewPrivileges, yesNo, 'no'),
    readOnly: inWords(posture.readOnly, yesNo, 'no'),
    limits: limitsInWords(posture),
    published: publishedInWords(posture),
  };
}

function imageOf({ settings, stage }: ContainerPosture): Effective<string> {
  if (stage === undefined) return { setting: settings.image, trail: [] };
  const name = stage.stage.name === undefined ? 'the last stage' : `stage ${stage.stage.name}`;
  const value = `${stage.dockerfile.file.path}, ${name}`;
  return {
    setting: { state: 'known', value, at: stage.stage.from.at },
    trail: [{ note: `built from ${value}`, at: stage.stage.from.at }],
  };
}

function userInWords(posture: ContainerPosture): PostureValue {
  const words = inWords(posture.user, (value) => value, 'root');
  const image = posture.stage?.base ?? posture.settings.image;
  const drops = image.state === 'known' ? dropsRoot(image.value) : undefined;
  const own =
    posture.settings.user.state === 'unset' && posture.user.setting.state === 'known' && isRoot(posture.user.setting.value);
  return own && drops !== undefined && !hasUserInstruction(posture) ? { ...words, value: `root, left by ${drops}` } : words;
}

function hasUserInstruction({ stage }: ContainerPosture): boolean {
  return stage?.chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'USER')) ?? false;
}

function capabilitiesInWords(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  if (names.length === defaultCapabilities.length && names.every((name) => defaultCapabilities.includes(name))) return 'default';
  return names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

function limitsInWords({ settings }: ContainerPosture): PostureValue {
  const limits: readonly (readonly [string, Setting<string>])[] = [
    ['memory', settings.memory],
    ['cpus', settings.cpus],
    ['pids', settings.pidsLimit],
  ];
  const unclear = limits.find(([, setting]) => setting.state === 'unknown');
  const set = limits.flatMap(([name, setting]) => (setting.state === 'known' ? [`${name} ${setting.value}`] : []));
  const state = unclear === undefined ? (set.length === 0 ? 'unset' : 'known') : 'unknown';
  return { value: set.length === 0 ? 'none' : set.join(', '), state, trail: limits.flatMap(([, setting]) => trailOf(setting)) };
}

function publishedInWords({ settings }: ContainerPosture): PostureValue {
  const ports = settings.ports.items.filter(({ value }) => value.published);
  const words = ports.map(
    ({ value }) => `${value.hostIp ?? '*'}:${range(value.host) || '?'}→${range(value.container)}/${value.protocol}`,
  );
  if (settings.networkMode.state === 'known' && settings.networkMode.value === 'host') words.push('the host’s network');
  return {
    value: words.length === 0 ? 'nothing' : words.join(', '),
    state: settings.ports.unknown.length > 0 ? 'unknown' : words.length === 0 ? 'unset' : 'known',
    trail: settings.ports.unknown.map(({ why }) => why),
  };
}

function range(ports: readonly [number, number] | undefined): string {
  if (ports === undefined) return '';
  return ports[0] === ports[1] ? String(ports[0]) : `${ports[0]}-${ports[1]}`;
}

function inWords<T>({ setting, trail }: Effective<T>, words: (value: T) => string, unset: string): PostureValue {
  const steps = trail.length > 0 ? trail.map(stepInWords) : trailOf(setting);
  if (setting.state === 'known') return { value: words(setting.value), state: 'known', trail: steps };
  if (setting.state === 'unset') return { value: unset, state: 'unset', trail: steps };
  return { value: 'unknown', state: 'unknown', trail: steps.length > 0 ? steps : [setting.why] };
}

function trailOf<T>(setting: Setting<T>): readonly string[] {
  if (setting.state === 'known') return [stepInWords({ note: 'set', at: setting.at })];
  return setting.state === 'unknown' ? [setting.why] : [];
}

function stepInWords({ note, at, source }: TrailStep): string {
  const words = source === undefined ? note : `${note} (${source})`;
  if (at === undefined) return words;
  const { path, startLine } = locate(at);
  return `${path}:${startLine} ${words}`;
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
