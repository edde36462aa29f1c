import type { Posture, PostureValue } from '../model/report.ts';
import type { Effective, TrailStep } from '../model/setting.ts';
import { locate } from '../parse/lines.ts';
import { defaultCapabilities } from './capabilities.ts';
import type { ContainerPosture } from './container.ts';
import { devicesInWords, mountsInWords, namespacesInWords, networksInWords, publishedInWords } from './describe-surroundings.ts';
import { groupsOf } from './groups.ts';
import { leavesRoot } from './leaving-root.ts';
import { limitsOf } from './limits.ts';
import type { Neighbourhood } from './networks.ts';
import { pathsOf, type PathFact, type Paths } from './paths.ts';
import { stageInWords } from './stages.ts';
import { isRoot } from './user.ts';
import { inWords, listed, stepInWords, type Item } from './words.ts';

/** A posture in words, each value with the way it was found. */
export function describePosture(posture: ContainerPosture, around: Neighbourhood): Posture {
  const { settings } = posture;
  const paths = pathsOf(posture);
  return {
    subject: settings.name,
    kind: settings.kind,
    location: locate(settings.at),
    image: inWords(imageOf(posture), (value) => value, 'none named'),
    user: userInWords(posture),
    groups: groupsInWords(posture),
    capabilities: capabilitiesInWords(posture),
    noNewPrivileges: inWords(posture.noNewPrivileges, yesNo, 'no'),
    readOnly: { ...inWords(posture.readOnly, yesNo, 'no'), ...itemsOf(paths.readOnly) },
    writable: writableInWords(posture, paths),
    limits: limitsInWords(posture),
    healthCheck: inWords(posture.healthCheck, (value) => (value ? 'yes' : 'switched off'), 'none'),
    published: publishedInWords(settings),
    networks: networksInWords(posture, around),
    mounts: mountsInWords(settings),
    devices: devicesInWords(settings),
    namespaces: namespacesInWords(settings),
  };
}

function imageOf({ settings, stage }: ContainerPosture): Effective<string> {
  if (stage === undefined) return { setting: settings.image, trail: [] };
  const value = `${stage.dockerfile.file.path}, ${stageInWords(stage.stage, stage.dockerfile).replaceAll('`', '')}`;
  const trail: TrailStep[] = [{ note: `built from ${value}`, at: stage.stage.from.at }];
  for (const below of stage.chain.slice(1))
    trail.push({ note: `on ${stageInWords(below, stage.dockerfile)}`, at: below.from.at });
  const { base } = stage;
  if (base.state === 'known') trail.push({ note: `on ${base.value}`, at: base.at });
  if (base.state === 'unknown') trail.push({ note: base.why, ...(base.at === undefined ? {} : { at: base.at }) });
  return { setting: { state: 'known', value, at: stage.stage.from.at }, trail };
}

function userInWords(posture: ContainerPosture): PostureValue {
  const words = inWords(posture.user, (value) => value, 'root');
  const { setting } = posture.user;
  // Another program than the one the image is for stays root.
  const stays = posture.stage !== undefined && leavesRoot(posture.stage) === undefined;
  const drops = stays ? undefined : posture.image?.drops;
  const own = posture.settings.user.state === 'unset' && setting.state === 'known' && isRoot(setting.value);
  return own && drops !== undefined && !hasUserInstruction(posture) ? { ...words, value: `root, left by ${drops}` } : words;
}

function hasUserInstruction({ stage }: ContainerPosture): boolean {
  return stage?.chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'USER')) ?? false;
}

function groupsInWords(posture: ContainerPosture): PostureValue {
  const { primary, added } = groupsOf(posture);
  const items: Item[] = added.items.map(({ value, at }) => ({ words: value, note: `adds group ${value}`, at }));
  const steps = posture.user.trail.map(stepInWords);
  if (primary.state === 'known') {
    const own = { words: primary.value, note: '' };
    const told = listed([own, ...items], added.unknown, 'root');
    return { ...told, trail: [...steps, ...told.trail] };
  }
  const why = primary.state === 'unknown' ? primary.why : 'nobody says as whom it runs';
  const told = listed(items, [{ why }, ...added.unknown], 'root');
  const known = posture.user.setting.state === 'known' ? told.trail : told.trail.filter((step) => step !== why);
  return { ...told, trail: [...steps, ...known] };
}

/**
 * What its processes hold, and what they may hold at most: whoever is not root holds nothing, and gets it by programs that
 * carry it, unless nobody may gain privileges.
 */
function capabilitiesInWords({ capabilities, user, noNewPrivileges }: ContainerPosture): PostureValue {
  const words = inWords(capabilities, summaryOf, 'default');
  if (capabilities.setting.state !== 'known') return words;
  const items = capabilities.setting.value.length === 0 ? {} : { items: capabilities.setting.value };
  if (user.setting.state !== 'known' || isRoot(user.setting.value) || capabilities.setting.value.length === 0)
    return { ...words, ...items };
  const never = noNewPrivileges.setting.state === 'known' && noNewPrivileges.setting.value;
  const name = user.setting.value.split(':', 1)[0] ?? '';
  const trail = [...words.trail, stepInWords({ note: `user ${name} is not root and holds none of them`, at: user.setting.at })];
  return { ...words, value: never ? 'none' : `none held, at most ${words.value}`, ...items, trail };
}

/** Said by how it differs from the default where that is shorter. */
function summaryOf(names: readonly string[]): string {
  if (names === defaultCapabilities) return 'default';
  if (names.length === 0) return 'none';
  if (names.includes('ALL')) return 'all';
  const extra = names.filter((name) => !defaultCapabilities.includes(name));
  const missing = defaultCapabilities.filter((name) => !names.includes(name));
  if (extra.length + missing.length >= names.length) return some(names);
  return `default${missing.length === 0 ? '' : ` but ${some(missing)}`}${extra.length === 0 ? '' : ` and ${some(extra)}`}`;
}

function some(names: readonly string[]): string {
  return names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

function writableInWords(posture: ContainerPosture, { writable, readOnly, unknown }: Paths): PostureValue {
  const told = listed(
    writable.map(({ path, by, ...at }) => ({ words: path, note: `${path} is writable: ${by}`, ...at })),
    unknown,
    'nothing',
  );
  if (!writable.some(({ path }) => path === '/')) return told;
  const but = readOnly.map(({ path }) => path);
  const state = told.state === 'known' && posture.readOnly.setting.state === 'unset' ? 'unset' : told.state;
  return { ...told, state, value: `everything${but.length === 0 ? '' : ` but ${but.join(', ')}`}` };
}

function itemsOf(paths: readonly PathFact[]): { readonly items?: readonly string[] } {
  return paths.length === 0 ? {} : { items: paths.map(({ path }) => path) };
}

function limitsInWords({ settings }: ContainerPosture): PostureValue {
  const limits = limitsOf(settings);
  const items = limits.flatMap(({ name, setting, binds }): Item[] => {
    if (setting.state === 'known') {
      const words = binds ? `${name} ${setting.value}` : `no limit of ${name}`;
      return [{ words, note: binds ? words : `${name} ${setting.value} is no limit`, at: setting.at }];
    }
    return name === 'memory and swap' && setting.state === 'unset' ? [{ words: 'swap as much as memory', note: '' }] : [];
  });
  const unknown = limits.flatMap(({ setting }) => (setting.state === 'unknown' ? [setting] : []));
  const told = listed(items, unknown, 'none');
  if (told.state === 'unknown') return told;
  const binding = limits.filter(({ name, binds }) => binds && name !== 'memory and swap');
  const value = binding.flatMap(({ name, setting }) => (setting.state === 'known' ? [`${name} ${setting.value}`] : []));
  return { ...told, value: value.length === 0 ? 'none' : value.join(', ') };
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
