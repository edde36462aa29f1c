import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../src/settings/command-line.ts';
import { resolveValues } from '../../src/settings/values.ts';

const settings = (...args: readonly string[]) => resolveValues([readCommandLine(args)]);

describe('the command line of scan', () => {
  test('gives the defaults where nothing is said', () => {
    expect(settings()).toMatchObject({
      paths: ['.'],
      profile: 'default',
      'fail-on': 'high',
      format: 'table',
      timeout: 600,
      images: [],
      quiet: false,
    });
  });

  test('takes paths before, between and behind flags', () => {
    expect(settings('a', '--profile', 'strict', 'b', '--fail-on=low', 'c')).toMatchObject({
      paths: ['a', 'b', 'c'],
      profile: 'strict',
      'fail-on': 'low',
    });
  });

  test('collects a flag that may be given several times, under the singular people type', () => {
    expect(settings('--image', 'a:1', '--image=b:2').images).toEqual(['a:1', 'b:2']);
  });

  test('takes the last of a flag that stands once', () => {
    expect(settings('--fail-on', 'low', '--fail-on', 'critical')['fail-on']).toBe('critical');
  });

  test('switches on and off', () => {
    expect(settings('--allow-empty')['allow-empty']).toBe(true);
    expect(settings('--no-allow-empty')['allow-empty']).toBe(false);
    expect(settings('--color', 'never').colour).toBe('never');
  });

  test('reads a time in seconds or minutes', () => {
    expect(settings('--timeout', '10m').timeout).toBe(600);
    expect(() => settings('--timeout', 'soon')).toThrow('--timeout: `soon` is not a number of seconds, such as 600 or 10m.');
  });

  test.for([
    [['--fail-onn', 'high'], '--fail-onn is not a flag of `scan`. Did you mean `--fail-on`? See `container-guard scan --help`.'],
    [['--images', 'x', '--zzzzzzzz'], '--zzzzzzzz is not a flag of `scan`. See `container-guard scan --help`.'],
    [['--token', 'x'], '--token is not a flag of `scan`.'],
    [['--fail-on'], '--fail-on needs a value.'],
    [['--no-format'], '--format takes a value; it cannot be switched off with --no-format.'],
    [['--no-quiet=true'], '--no-quiet takes no value.'],
    [['--fail-on='], '--fail-on: one of info, low, medium, high, critical, none is expected.'],
    [['--image', ' '], '--image: an empty text is not expected.'],
    [['--sarif', 'a', '--json', './a'], '--sarif and --json name the same file: ./a.'],
    [['--sarif', '-'], '--sarif: `-` is no file. On the command line, --format sarif prints that report.'],
    [['--trivy-db-max-age', '3 days'], '--trivy-db-max-age: `3 days` is not a number of hours or days, such as 36h or 7d.'],
    [['--platform', 'linux/amd64,arm64'], '--platform: `arm64` is not a platform, such as linux/arm64, nor all.'],
    [['--timeout', '2000m'], '--timeout: `2000m` is longer than a day (86400 seconds).'],
    [['--profile', 'strcit'], '--profile: `strcit` is not one of default, strict, all. Did you mean `strict`?'],
    [['--allow-empty=perhaps'], '--allow-empty: `perhaps` is not one of true, false (allow-empty is a switch).'],
  ] as const)('%j is refused with what is allowed', ([args, message]) => {
    expect(() => settings(...args)).toThrow(message);
  });
});
