import { describe, expect, test } from 'vitest';
import { readInputs } from '../../src/settings/inputs.ts';
import { resolveValues } from '../../src/settings/values.ts';

const settings = (inputs: Readonly<Record<string, string>>) => resolveValues([readInputs(inputs)], { trivy: 'required' });

describe('the inputs of the action', () => {
  test('come from the variables of the runner, an empty one counts as not given', () => {
    const given = settings({ 'INPUT_FAIL-ON': 'medium', INPUT_PROFILE: '', 'INPUT_ONLY-FIXED': 'true', HOME: '/root' });
    expect(given).toMatchObject({ 'fail-on': 'medium', profile: 'default', 'only-fixed': true, trivy: 'required' });
  });

  test('take lists on lines or behind commas, with comments', () => {
    expect(settings({ INPUT_IMAGES: 'a:1\n# not now\n  b:2 ,c:3\n' }).images).toEqual(['a:1', 'b:2', 'c:3']);
  });

  test('that do not exist are refused with the nearest that does', () => {
    expect(() => settings({ INPUT_FAIL_ON: 'high' })).toThrow(
      /^input fail_on: there is no such input\. Did you mean `fail-on`\? The inputs are paths, /,
    );
  });

  test('with a wrong value name the value, the allowed ones and the nearest match', () => {
    expect(() => settings({ 'INPUT_FAIL-ON': 'hgih' })).toThrow(
      'input fail-on: `hgih` is not one of info, low, medium, high, critical, none. Did you mean `high`?',
    );
    expect(() => settings({ INPUT_SUMMARY: 'maybe' })).toThrow(
      'input summary: `maybe` is not one of true, false (summary is a switch).',
    );
  });

  test('of the command line only are no inputs', () => {
    expect(() => settings({ INPUT_FORMAT: 'json' })).toThrow('input format: there is no such input.');
  });
});
