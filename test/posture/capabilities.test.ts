import { expect, test } from 'vitest';
import { allCapabilities, defaultCapabilities, effectiveCapabilities } from '../../src/posture/capabilities.ts';
import { container } from '../parse/command/source.ts';

function capabilities(options: string): unknown {
  const { setting } = effectiveCapabilities(container(`${options} alpine`));
  return setting.state === 'known' ? setting.value : setting.state;
}

test('a container that asks for nothing has Docker’s default set', () => {
  expect(capabilities('')).toEqual(defaultCapabilities);
});

test('what is added comes to the defaults, what is dropped goes', () => {
  expect(capabilities('--cap-drop chown --cap-add cap_net_admin')).toEqual(
    [...defaultCapabilities.filter((name) => name !== 'CHOWN'), 'NET_ADMIN'].toSorted(),
  );
});

test('what is added is left where all is dropped', () => {
  expect(capabilities('--cap-drop ALL --cap-add CHOWN')).toEqual(['CHOWN']);
  expect(capabilities('--cap-drop ALL')).toEqual([]);
});

test('all added leaves out what is dropped', () => {
  expect(capabilities('--cap-add all')).toEqual(['ALL']);
  expect(capabilities('--cap-add ALL --cap-drop ALL')).toEqual(['ALL']);
  expect(capabilities('--cap-add ALL --cap-drop SYS_ADMIN,bpf')).toEqual(
    allCapabilities.filter((name) => name !== 'SYS_ADMIN' && name !== 'BPF'),
  );
});

test('privileged is all, whatever is dropped, and not known where it hangs on a variable', () => {
  expect(capabilities('--privileged --cap-drop ALL')).toEqual(['ALL']);
  expect(capabilities('--privileged=$X')).toBe('unknown');
});
