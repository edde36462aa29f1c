import { GuardError } from '../errors.ts';
import { didYouMean } from './nearest.ts';
import { definitionOf, settingsAt, type GivenValues } from './values.ts';

/**
 * Reads the action's inputs as the runner hands them over, `INPUT_FAIL-ON`. An empty input counts as not given.
 * @throws GuardError SETTINGS for an input that does not exist.
 */
export function readInputs(environment: Readonly<Record<string, string | undefined>>): GivenValues {
  const known = settingsAt('action');
  const given: GivenValues = {};
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith('INPUT_') || text === undefined || text.trim() === '') continue;
    const input = variable.slice('INPUT_'.length).toLowerCase();
    const name = known.find((candidate) => candidate === input);
    if (name === undefined) {
      throw new GuardError(
        'SETTINGS',
        `input ${input}: there is no such input.${didYouMean(input, known)} The inputs are ${known.join(', ')}.`,
      );
    }
    const value = text.trim();
    given[name] = { value: definitionOf(name).kind === 'list' ? listItems(value) : value, source: `input ${name}` };
  }
  return given;
}

/** A list input: items on lines of their own, or behind commas; `#` begins a comment line. */
function listItems(text: string): readonly string[] {
  return text
    .split(/[\n,]/)
    .map((item) => item.trim())
    .filter((item) => item !== '' && !item.startsWith('#'));
}
