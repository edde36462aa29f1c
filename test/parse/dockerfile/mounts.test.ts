import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/parse/lines.ts';
import { mountsOf, type RunMount } from '../../../src/parse/dockerfile/mounts.ts';
import { only } from './parsed.ts';

function shown({ type, options }: RunMount): unknown {
  return [type, Object.fromEntries([...options].map(([key, { value, at }]) => [key, [value, textOf(at)]]))];
}

describe('mountsOf', () => {
  test('gives every mount with its options and their places', () => {
    const run = only('RUN', 'RUN --mount=type=secret,id=npm,required --network=none \\\n --mount=dst=/x,SRC=/y,from=a,rw b');
    expect(mountsOf(run).map(shown)).toEqual([
      ['secret', { type: ['secret', 'type=secret'], id: ['npm', 'id=npm'], required: [undefined, 'required'] }],
      ['bind', { target: ['/x', 'dst=/x'], source: ['/y', 'SRC=/y'], from: ['a', 'from=a'], readwrite: [undefined, 'rw'] }],
    ]);
  });

  test('takes quotes off fields', () => {
    const [mount] = mountsOf(only('RUN', 'RUN --mount=\\"target=/a,b\\",\'type=Cache\' c'));
    expect(mount?.type).toBe('cache');
    expect(mount?.options.get('target')?.value).toBe('/a,b');
  });

  test('gives nothing without mounts', () => {
    expect(mountsOf(only('RUN', 'RUN a --mount=type=bind'))).toEqual([]);
    expect(mountsOf(only('RUN', 'RUN --mount= a')).map(shown)).toEqual([['bind', {}]]);
  });
});
