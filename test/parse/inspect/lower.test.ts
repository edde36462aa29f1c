import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/parse/lines.ts';
import { containersOfInspect } from '../../../src/parse/inspect/lower.ts';

const text = JSON.stringify(
  [
    {
      Id: 'abcdef0123456789',
      Name: '/web',
      Config: {
        Image: 'acme/web:1',
        User: '1000',
        Env: ['A=1', 'EMPTY=', 'WITH=a=b'],
        Healthcheck: { Test: ['CMD', 'true'] },
        ExposedPorts: { '80/tcp': {}, '9000/udp': {} },
      },
      HostConfig: {
        Privileged: false,
        Memory: 67_108_864,
        MemorySwap: -1,
        NetworkMode: 'back',
        PublishAllPorts: true,
        PortBindings: {},
        Links: ['/db:/web/database'],
        DeviceRequests: [{ Driver: '', Count: -1, Capabilities: [['gpu']] }],
        CpuQuota: 50_000,
        PidsLimit: 0,
      },
      Mounts: [
        { Type: 'volume', Name: 'f'.repeat(64), Source: '/var/lib/docker/volumes/f/_data', Destination: '/data', RW: true },
        { Type: 'bind', Source: '/etc', Destination: '/host/etc', Mode: 'ro', RW: false, Propagation: 'rprivate' },
        { Type: 'tmpfs', Destination: '/run', RW: true },
      ],
      NetworkSettings: {
        Ports: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '32768' }], '9000/udp': null },
        Networks: { back: {}, bridge: {} },
      },
    },
  ],
  undefined,
  4,
);
const [web, ...others] = containersOfInspect({ path: 'web.json', text }).containers;

describe('a live container', () => {
  test('is read as it is, and zero is no limit', () => {
    expect(others).toEqual([]);
    expect(web).toMatchObject({
      kind: 'live',
      name: 'web',
      user: { state: 'known', value: '1000' },
      privileged: { state: 'unset' },
      memory: { value: '67108864' },
      memorySwap: { value: '-1' },
      cpus: { value: '0.5' },
      pidsLimit: { state: 'unset' },
      networkMode: { value: 'back' },
      healthCheck: { state: 'known', value: true },
      usesApiSocket: { state: 'unset' },
    });
    expect(web?.networks.items.map(({ value }) => value)).toEqual(['back']);
    expect(web?.links.items.map(({ value }) => value)).toEqual(['db:database']);
    expect(web?.gpus.items.map(({ value }) => value)).toEqual(['gpu']);
    expect(web?.environment.items.map(({ value }) => value)).toEqual([
      { name: 'A', source: 'literal', value: '1' },
      { name: 'EMPTY', source: 'empty', value: '' },
      { name: 'WITH', source: 'literal', value: 'a=b' },
    ]);
  });

  test('has its mounts without what the engine calls volumes that nobody named', () => {
    expect(web?.mounts.items.map(({ value }) => value)).toEqual([
      { type: 'volume', target: '/data', readOnly: false, options: [] },
      { type: 'bind', source: '/etc', target: '/host/etc', readOnly: true, options: ['ro'] },
      { type: 'tmpfs', target: '/run', readOnly: false, options: [] },
    ]);
  });

  test('publishes the ports that the engine chose, and exposes the others', () => {
    expect(web?.ports.items.map(({ value }) => value)).toEqual([
      { container: [80, 80], host: [32_768, 32_768], hostIp: '127.0.0.1', protocol: 'tcp', published: true },
      { container: [9000, 9000], protocol: 'udp', published: false },
    ]);
  });

  test('points at where the engine says it', () => {
    expect(web?.memory.state === 'known' && textOf(web.memory.at)).toBe('67108864');
    expect(web && textOf(web.at)).toBe('"/web"');
  });
});

test('what is no description of a container gives none, and a text that is no JSON a problem', () => {
  expect(containersOfInspect({ path: 'x.json', text: '[]' })).toEqual({ containers: [], problems: [] });
  expect(containersOfInspect({ path: 'x.json', text: '[1, "a", null]' }).containers).toEqual([]);
  expect(containersOfInspect({ path: 'x.json', text: '[{' }).problems).not.toEqual([]);
  expect(containersOfInspect({ path: 'x.json', text: '[{}]' }).containers).toMatchObject([
    { name: '', image: { state: 'unknown' } },
  ]);
});
