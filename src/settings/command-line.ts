import { parseArgs } from 'node:util';
import { GuardError } from '../errors.ts';
import { didYouMean } from './nearest.ts';
import { asSettingName, definitionOf, settingsAt, type GivenValues, type RawValue } from './values.ts';

/** Other spellings of a flag that people type. */
const spellings: Readonly<Record<string, string>> = { image: 'images', color: 'colour' };
const flagOf = (name: string): string => (name === 'images' ? 'image' : name);

/** The flag that the command line shows for a setting: `--image` for `images`. */
export function flagName(name: string): string {
  return `--${flagOf(name)}`;
}

/**
 * Reads the arguments behind `scan`, or behind another command that takes its flags.
 * @throws GuardError USAGE for an unknown flag or a flag without its value.
 */
export function readCommandLine(args: readonly string[], command = 'scan'): GivenValues {
  const known = settingsAt('cli');
  const options = Object.fromEntries(
    known
      .filter((name) => name !== 'paths')
      .flatMap((name) =>
        [name, ...Object.keys(spellings).filter((other) => spellings[other] === name)].map((flag) => [flag, name] as const),
      )
      .map(([flag, name]) => {
        const { kind } = definitionOf(name);
        return [flag, kind === 'flag' ? { type: 'boolean' as const } : { type: 'string' as const, multiple: true }] as const;
      }),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const given: GivenValues = {};
  const paths: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') paths.push(token.value);
    if (token.kind !== 'option') continue;
    const negated = token.name.startsWith('no-');
    const written = negated ? token.name.slice('no-'.length) : token.name;
    const name = asSettingName(spellings[written] ?? written);
    if (name === undefined || name === 'paths' || !known.includes(name)) {
      const flags = known.filter((other) => other !== 'paths').map(flagName);
      throw new GuardError(
        'USAGE',
        `${token.rawName} is not a flag of \`${command}\`.${didYouMean(token.rawName, flags)} See \`container-guard ${command} --help\`.`,
      );
    }
    const { kind } = definitionOf(name);
    const source = `--${flagOf(name)}`;
    if (kind === 'flag') {
      if (negated && token.value !== undefined) throw new GuardError('USAGE', `${token.rawName} takes no value.`);
      given[name] = { value: token.value ?? !negated, source };
      continue;
    }
    if (negated) throw new GuardError('USAGE', `${source} takes a value; it cannot be switched off with ${token.rawName}.`);
    if (token.value === undefined) throw new GuardError('USAGE', `${source} needs a value.`);
    given[name] = { value: joined(given[name]?.value, token.value, kind), source };
  }
  if (paths.length > 0) given.paths = { value: paths, source: 'PATH' };
  return given;
}

function joined(before: RawValue | undefined, value: string, kind: string): RawValue {
  if (kind !== 'list') return value;
  return [...(typeof before === 'object' ? before : []), value];
}
