import { GuardError } from '../errors.ts';
import { isLabelFormat, labelFormats } from '../model/label-format.ts';
import { didYouMean } from './nearest.ts';
import { schema, type Definition, type Door, type SettingName, type SettingValues } from './schema.ts';

/** A value as a door received it: text, a switch, or several texts. */
export type RawValue = string | boolean | readonly string[];

/** Where a value was given, for messages: `--fail-on`, `input fail-on`, `container-guard.yaml:3`. */
export interface Given {
  readonly value: RawValue;
  readonly source: string;
}

export type GivenValues = Partial<Record<SettingName, Given>>;

const names = Object.keys(schema).filter((name): name is SettingName => name in schema);

/** The settings that a door may set, in the order of the schema. */
export function settingsAt(door: Door): readonly SettingName[] {
  return names.filter((name) => definitionOf(name).doors.includes(door));
}

export function definitionOf(name: SettingName): Definition {
  return schema[name];
}

/** The name as a setting, where it is one. */
export function asSettingName(name: string): SettingName | undefined {
  return names.find((known) => known === name);
}

/**
 * Checks the values of several doors, the first that gives one wins, and fills in the defaults.
 * @throws GuardError SETTINGS with the value, the allowed ones and the nearest match.
 */
export function resolveValues(doors: readonly GivenValues[], defaults: Partial<Record<SettingName, string>> = {}): SettingValues {
  const text = (name: SettingName): string | undefined => {
    const given = pick(doors, name);
    const definition = definitionOf(name);
    if (given === undefined) return defaults[name] ?? (definition.kind === 'text' ? definition.default : undefined);
    return checkedText(name, given);
  };
  checkFiles(doors);
  const withDefault = (name: SettingName): string => text(name) ?? '';
  const list = (name: SettingName): readonly string[] => {
    const given = pick(doors, name);
    const definition = definitionOf(name);
    if (given === undefined) return definition.kind === 'list' ? definition.default : [];
    return checkedList(given);
  };
  const flag = (name: SettingName): boolean => {
    const given = pick(doors, name);
    const definition = definitionOf(name);
    return given === undefined ? definition.kind === 'flag' && definition.default : checkedFlag(name, given);
  };
  const choice = <const C extends string>(name: SettingName, choices: readonly C[]): C => {
    const given = pick(doors, name);
    const definition = definitionOf(name);
    const value = given === undefined ? (definition.kind === 'choice' ? definition.default : '') : checkedText(name, given);
    const found = choices.find((allowed) => allowed === value);
    if (found !== undefined) return found;
    throw new GuardError(
      'SETTINGS',
      `${given?.source ?? name}: \`${value}\` is not one of ${choices.join(', ')}.${didYouMean(value, choices)}`,
    );
  };
  return Object.freeze({
    paths: list('paths'),
    images: list('images'),
    'images-file': text('images-file'),
    'scan-compose-images': flag('scan-compose-images'),
    'scan-built-images': flag('scan-built-images'),
    'scan-base-images': flag('scan-base-images'),
    platform: platforms(list('platform'), pick(doors, 'platform')),
    'image-source': choice('image-source', schema['image-source'].choices),
    'scan-repository': choice('scan-repository', schema['scan-repository'].choices),
    exclude: list('exclude'),
    'allow-empty': flag('allow-empty'),
    profile: choice('profile', schema.profile.choices),
    'fail-on': choice('fail-on', schema['fail-on'].choices),
    'only-fixed': flag('only-fixed'),
    baseline: text('baseline'),
    disable: list('disable'),
    registries: list('registries'),
    labels: labelsOf(list('labels'), pick(doors, 'labels')),
    'comment-waivers': flag('comment-waivers'),
    'foreign-ignores': flag('foreign-ignores'),
    config: text('config'),
    format: choice('format', schema.format.choices),
    output: text('output'),
    sarif: text('sarif'),
    html: text('html'),
    json: text('json'),
    markdown: text('markdown'),
    sbom: text('sbom'),
    'sbom-format': choice('sbom-format', schema['sbom-format'].choices),
    upload: choice('upload', schema.upload.choices),
    comment: choice('comment', schema.comment.choices),
    'comment-key': withDefault('comment-key'),
    annotations: flag('annotations'),
    summary: flag('summary'),
    token: text('token'),
    trivy: text('trivy'),
    'trivy-mirrors': list('trivy-mirrors'),
    'trivy-base-url': text('trivy-base-url'),
    'trivy-version': text('trivy-version'),
    'trivy-sha256': text('trivy-sha256'),
    'trivy-cache': text('trivy-cache'),
    'trivy-db-repository': list('trivy-db-repository'),
    'trivy-db-max-age': checkedAge(text('trivy-db-max-age'), pick(doors, 'trivy-db-max-age')),
    'trivy-java-db-repository': list('trivy-java-db-repository'),
    offline: flag('offline'),
    timeout: seconds('timeout', doors),
    quiet: flag('quiet'),
    colour: choice('colour', schema.colour.choices),
  });
}

function pick(doors: readonly GivenValues[], name: SettingName): Given | undefined {
  return doors.find((door) => door[name] !== undefined)?.[name];
}

function checkedText(name: SettingName, { value, source }: Given): string {
  if (typeof value === 'string' && value !== '') return value;
  const definition = definitionOf(name);
  const wanted = definition.kind === 'choice' ? `one of ${definition.choices.join(', ')}` : 'a single text';
  throw new GuardError('SETTINGS', `${source}: ${wanted} is expected.`);
}

function checkedList({ value, source }: Given): readonly string[] {
  if (typeof value === 'boolean') throw new GuardError('SETTINGS', `${source}: a list of texts is expected, not \`${value}\`.`);
  const items = typeof value === 'string' ? [value] : value;
  if (items.some((item) => item.trim() === '')) throw new GuardError('SETTINGS', `${source}: an empty text is not expected.`);
  return items;
}

function labelsOf(labels: readonly string[], given: Given | undefined): readonly string[] {
  for (const label of labels) {
    const format = label.split('=')[1];
    if (format === undefined || isLabelFormat(format)) continue;
    throw new GuardError(
      'SETTINGS',
      `${given?.source ?? 'labels'}: \`${format}\` is not one of ${labelFormats.join(', ')}.${didYouMean(format, labelFormats)}`,
    );
  }
  return labels;
}

/** The settings that name a file to write a report to. */
const reportSettings = ['output', 'sarif', 'html', 'json', 'markdown'] as const;

function checkFiles(doors: readonly GivenValues[]): void {
  const taken = new Map<string, string>();
  for (const name of reportSettings) {
    const given = pick(doors, name);
    if (typeof given?.value !== 'string') continue;
    if (given.value === '-' && name !== 'output')
      throw new GuardError(
        'SETTINGS',
        `${given.source}: \`-\` is no file. On the command line, --format ${name} prints that report.`,
      );
    const path = given.value.replace(/^(?:\.\/+)+/, '');
    const other = taken.get(path);
    if (other !== undefined && path !== '-')
      throw new GuardError('SETTINGS', `${other} and ${given.source} name the same file: ${given.value}.`);
    taken.set(path, given.source);
  }
}

function checkedFlag(name: SettingName, { value, source }: Given): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    if (/^(?:true|yes|on)$/i.test(value)) return true;
    if (/^(?:false|no|off)$/i.test(value)) return false;
  }
  throw new GuardError('SETTINGS', `${source}: \`${String(value)}\` is not one of true, false (${name} is a switch).`);
}

/** Several may stand in one text, with commas between them. */
function platforms(written: readonly string[], given: Given | undefined): readonly string[] {
  const found = written.flatMap((text) => text.split(',')).map((text) => text.trim());
  const wrong = found.find((text) => text !== 'all' && !/^[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9.]+)?$/.test(text));
  if (wrong === undefined) return found;
  throw new GuardError(
    'SETTINGS',
    `${given?.source ?? 'platform'}: \`${wrong}\` is not a platform, such as linux/arm64, nor all.`,
  );
}

function checkedAge(value: string | undefined, given: Given | undefined): string | undefined {
  if (value === undefined || hoursIn(value) !== undefined) return value;
  throw new GuardError(
    'SETTINGS',
    `${given?.source ?? 'trivy-db-max-age'}: \`${value}\` is not a number of hours or days, such as 36h or 7d.`,
  );
}

/** `36h` and `7d` as hours; undefined for anything else. */
export function hoursIn(age: string): number | undefined {
  const [, count = '', unit] = /^([1-9]\d{0,4})(h|d)$/.exec(age) ?? [];
  return unit === undefined ? undefined : Number(count) * (unit === 'd' ? 24 : 1);
}

/** The longest time that may be asked for: a day. */
const longestSeconds = 86_400;

function seconds(name: SettingName, doors: readonly GivenValues[]): number {
  const given = pick(doors, name);
  const definition = definitionOf(name);
  if (given === undefined) return definition.kind === 'seconds' ? definition.default : 0;
  const value = typeof given.value === 'string' ? given.value : String(given.value);
  const match = /^(\d+)(s|m)?$/.exec(value);
  const count = Number(match?.[1]) * (match?.[2] === 'm' ? 60 : 1);
  if (match && count > longestSeconds)
    throw new GuardError('SETTINGS', `${given.source}: \`${value}\` is longer than a day (${longestSeconds} seconds).`);
  if (match && count > 0) return count;
  throw new GuardError('SETTINGS', `${given.source}: \`${value}\` is not a number of seconds, such as 600 or 10m.`);
}
