import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair, type YAMLError, type YAMLMap } from 'yaml';
import { GuardError } from '../errors.ts';
import type { Waiver } from '../model/finding.ts';
import { severities, type Severity } from '../model/severity.ts';
import { didYouMean } from './nearest.ts';
import type { Policy } from './settings.ts';
import { isScanners } from '../rules/scanner-rule.ts';
import { asSettingName, definitionOf, settingsAt, type GivenValues, type RawValue } from './values.ts';

/** The names under which the config file is looked for in the scanned root, in this order. */
export const configFileNames = [
  'container-guard.yaml',
  'container-guard.yml',
  '.container-guard.yaml',
  '.container-guard.yml',
] as const;

const waiverKeys = ['rule', 'path', 'subject', 'reason', 'owner', 'until'] as const;

/**
 * Reads a config file.
 * @param knownRules ids and aliases, so that a waiver for a rule that does not exist is told.
 * @param risks what a waiver may name instead of a rule.
 * @throws GuardError SETTINGS with file and line.
 */
export function readConfigFile(
  path: string,
  text: string,
  knownRules: readonly string[],
  risks: readonly string[] = [],
): { readonly values: GivenValues; readonly policy: Policy } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const where = (node: unknown): string => `${path}:${lines.linePos(offsetOf(node)).line}`;
  const broken = document.errors[0];
  if (broken) throw new GuardError('SETTINGS', `${path}:${lines.linePos(broken.pos[0]).line}: ${inOneSentence(broken)}`);
  const values: GivenValues = {};
  let waivers: readonly Waiver[] = [];
  let severity: ReadonlyMap<string, Severity> = new Map();
  if (document.contents === null) return { values, policy: { waivers, severity } };
  if (!isMap(document.contents)) throw new GuardError('SETTINGS', `${path}:1: a map of settings is expected.`);
  const known = settingsAt('config');
  for (const { name, pair, at } of entriesOf(document.contents, where)) {
    if (name === 'waivers') {
      waivers = readWaivers(pair.value, where, [...knownRules, ...risks]);
    } else if (name === 'severity') {
      severity = readSeverities(pair.value, where, knownRules);
    } else {
      const setting = known.find((candidate) => candidate === name);
      if (setting === undefined) throw unknownSetting(name, at, known);
      values[setting] = { value: rawValue(pair.value, `${at}: ${name}`, definitionOf(setting).kind), source: `${at}: ${name}` };
    }
  }
  return { values, policy: { waivers, severity } };
}

function unknownSetting(name: string, at: string, known: readonly string[]): GuardError {
  if (asSettingName(name) !== undefined) {
    return new GuardError('SETTINGS', `${at}: \`${name}\` cannot be set here, only by a flag or an input.`);
  }
  const all = [...known, 'waivers', 'severity'];
  return new GuardError(
    'SETTINGS',
    `${at}: \`${name}\` is not a setting.${didYouMean(name, all)} The settings are ${all.join(', ')}.`,
  );
}

type Where = (node: unknown) => string;

function readWaivers(node: unknown, where: Where, knownRules: readonly string[]): readonly Waiver[] {
  if (!isSeq(node)) throw new GuardError('SETTINGS', `${where(node)}: waivers: a list is expected.`);
  return node.items.map((item) => {
    const source = where(item);
    if (!isMap(item)) throw new GuardError('SETTINGS', `${source}: a waiver is a map with rule and reason.`);
    const found = new Map<string, string>();
    for (const { name, pair, at } of entriesOf(item, where)) {
      if (!waiverKeys.some((key) => key === name))
        throw new GuardError(
          'SETTINGS',
          `${at}: a waiver has no \`${name}\`.${didYouMean(name, waiverKeys)} It has ${waiverKeys.join(', ')}.`,
        );
      found.set(name, scalarText(pair.value, `${at}: ${name}`));
    }
    const rule = found.get('rule');
    const reason = found.get('reason');
    if (rule === undefined) throw new GuardError('SETTINGS', `${source}: a waiver names its \`rule\`.`);
    if (reason === undefined || reason.trim() === '')
      throw new GuardError('SETTINGS', `${source}: the waiver of ${rule} gives no \`reason\`.`);
    checkRule(rule, source, knownRules);
    const until = found.get('until');
    if (until !== undefined && !isDay(until))
      throw new GuardError('SETTINGS', `${source}: until: \`${until}\` is not a day such as 2027-01-31.`);
    return {
      rule,
      reason,
      source,
      ...(found.has('path') ? { path: found.get('path') ?? '' } : {}),
      ...(found.has('subject') ? { subject: found.get('subject') ?? '' } : {}),
      ...(found.has('owner') ? { owner: found.get('owner') ?? '' } : {}),
      ...(until === undefined ? {} : { until }),
    };
  });
}

function readSeverities(node: unknown, where: Where, knownRules: readonly string[]): ReadonlyMap<string, Severity> {
  if (!isMap(node)) throw new GuardError('SETTINGS', `${where(node)}: severity: a map from rule to severity is expected.`);
  const found = new Map<string, Severity>();
  for (const { name, pair, at } of entriesOf(node, where)) {
    const value = scalarText(pair.value, `${at}: ${name}`);
    const level = severities.find((known) => known === value);
    if (level === undefined)
      throw new GuardError(
        'SETTINGS',
        `${at}: \`${value}\` is not one of ${severities.join(', ')}.${didYouMean(value, severities)}`,
      );
    checkRule(name, at, knownRules);
    found.set(name, level);
  }
  return found;
}

function checkRule(rule: string, source: string, knownRules: readonly string[]): void {
  if (isScanners(rule) || knownRules.includes(rule)) return;
  throw new GuardError(
    'SETTINGS',
    `${source}: there is no rule \`${rule}\`.${didYouMean(rule, knownRules)} See \`container-guard rules\`.`,
  );
}

function* entriesOf(map: YAMLMap, where: Where): Generator<{ readonly name: string; readonly pair: Pair; readonly at: string }> {
  for (const pair of map.items) {
    yield { name: isScalar(pair.key) ? String(pair.key.value) : '', pair, at: where(pair.key) };
  }
}

function rawValue(node: unknown, at: string, kind: string): RawValue {
  if (isSeq(node)) {
    if (kind !== 'list') throw new GuardError('SETTINGS', `${at}: one value is expected, not a list.`);
    return node.items.map((item) => scalarText(item, at));
  }
  if (isScalar(node) && typeof node.value === 'boolean') return node.value;
  return scalarText(node, at);
}

function scalarText(node: unknown, at: string): string {
  if (isScalar(node) && (typeof node.value === 'string' || typeof node.value === 'number' || typeof node.value === 'boolean'))
    return String(node.value);
  throw new GuardError('SETTINGS', `${at}: a text is expected.`);
}

function inOneSentence({ code, message }: YAMLError): string {
  return code === 'MULTIPLE_DOCS' ? 'a single document is expected.' : `this is not YAML: ${message.split('\n')[0] ?? ''}.`;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function offsetOf(node: unknown): number {
  const range = isNode(node) ? node.range : undefined;
  return range?.[0] ?? 0;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value);
}
