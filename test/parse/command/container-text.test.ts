import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { booleanFromText, mountFromText, portFromText, volumeFromText } from '../../../src/parse/container-text.ts';

describe('ports', () => {
  test.each([
    ['80', { container: [80, 80] }],
    ['8080:80', { container: [80, 80], host: [8080, 8080] }],
    ['8080-8090:80-90/udp', { container: [80, 90], host: [8080, 8090], protocol: 'udp' }],
    ['8000-9000:80/tcp', { container: [80, 80], host: [8000, 9000] }],
    ['127.0.0.1:8080:80', { container: [80, 80], host: [8080, 8080], hostIp: '127.0.0.1' }],
    ['127.0.0.1::80', { container: [80, 80], hostIp: '127.0.0.1' }],
    ['[::1]:8080:80/UDP', { container: [80, 80], host: [8080, 8080], hostIp: '::1', protocol: 'udp' }],
    ['[::]::80', { container: [80, 80], hostIp: '::' }],
    ['::1:8080:80', { container: [80, 80], host: [8080, 8080], hostIp: '::1' }],
    ['0.0.0.0:80:80', { container: [80, 80], host: [80, 80], hostIp: '0.0.0.0' }],
    [':80', { container: [80, 80] }],
  ])('%s', (text, expected) => {
    expect(portFromText(text)).toEqual({ protocol: 'tcp', published: true, ...expected });
  });

  test.each(['', 'x', '80:', '[::1]:80:80/x/y', '$A:80:80', '90-80:90-80', '70000', '80/', '1:2:3:4:x', '8080:80:x', '-'])(
    '%s is none',
    (text) => {
      expect(portFromText(text)).toBeUndefined();
    },
  );
});

describe('volumes', () => {
  test.each([
    ['/a:/b', { type: 'bind', source: '/a', target: '/b', readOnly: false, options: [] }],
    ['./a:/b:ro,z', { type: 'bind', source: './a', target: '/b', readOnly: true, options: ['ro', 'z'] }],
    ['data:/b:rw', { type: 'volume', source: 'data', target: '/b', readOnly: false, options: ['rw'] }],
    ['/b', { type: 'volume', target: '/b', readOnly: false, options: [] }],
    [
      '/a:/b:rshared',
      { type: 'bind', source: '/a', target: '/b', readOnly: false, propagation: 'rshared', options: ['rshared'] },
    ],
    ['C:\\a:/b:ro', { type: 'bind', source: 'C:\\a', target: '/b', readOnly: true, options: ['ro'] }],
    ['c:/a:D:\\b', { type: 'bind', source: 'c:/a', target: 'D:\\b', readOnly: false, options: [] }],
    ['~/a:/b', { type: 'bind', source: '~/a', target: '/b', readOnly: false, options: [] }],
  ])('%s', (text, expected) => {
    expect(volumeFromText(text)).toEqual(expected);
  });

  test.each(['', ':', ':/b', '/a:', '/a:/b:ro:x'])('%s is none', (text) => {
    expect(volumeFromText(text)).toBeUndefined();
  });
});

describe('mounts', () => {
  test.each([
    ['type=bind,source=/a,target=/b,readonly', { type: 'bind', source: '/a', target: '/b', readOnly: true, options: [] }],
    ['type=bind,src=/a,dst=/b,ro=false', { type: 'bind', source: '/a', target: '/b', readOnly: false, options: [] }],
    [
      'type=bind,src=/a,destination=/b,bind-propagation=rshared',
      {
        type: 'bind',
        source: '/a',
        target: '/b',
        readOnly: false,
        propagation: 'rshared',
        options: ['bind-propagation=rshared'],
      },
    ],
    ['type=tmpfs,dst=/b,tmpfs-size=1m', { type: 'tmpfs', target: '/b', readOnly: false, options: ['tmpfs-size=1m'] }],
    ['src=v,dst=/b', { type: 'volume', source: 'v', target: '/b', readOnly: false, options: [] }],
    [
      'type=npipe,src=\\\\.\\pipe\\x,dst=\\\\.\\pipe\\x',
      { type: 'other', source: '\\\\.\\pipe\\x', target: '\\\\.\\pipe\\x', readOnly: false, options: [] },
    ],
    [
      'type=volume,dst=/b,"volume-opt=o=addr=1,rw"',
      { type: 'volume', target: '/b', readOnly: false, options: ['volume-opt=o=addr=1,rw'] },
    ],
  ])('%s', (text, expected) => {
    expect(mountFromText(text)).toEqual(expected);
  });

  test.each(['', 'type=bind,src=/a', 'dst='])('%s names no target', (text) => {
    expect(mountFromText(text)).toBeUndefined();
  });
});

test('a boolean is read as Go reads it', () => {
  expect(['1', 't', 'TRUE', 'true', '0', 'F', 'False', 'yes', 'tRue', ''].map(booleanFromText)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    undefined,
    undefined,
    undefined,
  ]);
});

test('no text makes any of them throw or take long', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', '0', '-', ':', '.', '[', ']', '/', ',', '"', '=', '\\', ' '),
    maxLength: 2000,
  });
  fc.assert(
    fc.property(text, (source) => {
      portFromText(source);
      volumeFromText(source);
      mountFromText(source);
      expect(portFromText(`${source}:x`)).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});
