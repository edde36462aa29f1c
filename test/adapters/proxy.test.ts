import { expect, test } from 'vitest';
import { proxyFor } from '../../src/adapters/proxy.ts';

const proxy = 'http://proxy.example:3128';

function chosen(address: string, environment: Readonly<Record<string, string>>): string | undefined {
  return proxyFor(new URL(address), environment)?.href;
}

test('is chosen by the scheme of the address, in either case, and ALL_PROXY stands in', () => {
  expect(chosen('https://github.com/x', { HTTPS_PROXY: proxy })).toBe(`${proxy}/`);
  expect(chosen('https://github.com/x', { https_proxy: proxy, HTTPS_PROXY: 'http://other.example' })).toBe(`${proxy}/`);
  expect(chosen('https://github.com/x', { HTTP_PROXY: proxy })).toBe(undefined);
  expect(chosen('http://mirror.example/x', { HTTP_PROXY: proxy })).toBe(`${proxy}/`);
  expect(chosen('https://github.com/x', { ALL_PROXY: 'proxy.example:3128' })).toBe(`${proxy}/`);
  expect(chosen('https://github.com/x', { HTTPS_PROXY: '' })).toBe(undefined);
});

test.each([
  ['https://github.com/x', 'github.com', true],
  ['https://api.github.com/x', 'github.com', true],
  ['https://api.github.com/x', '.github.com', true],
  ['https://api.github.com/x', '*.github.com', true],
  ['https://notgithub.com/x', 'github.com', false],
  ['https://github.com.evil.example/x', 'github.com', false],
  ['https://GITHUB.com/x', 'example.com, GitHub.com', true],
  ['https://10.1.2.3:5000/x', '10.1.2.3:5000', true],
  ['https://10.1.2.3/x', '10.1.2.3:5000', false],
  ['https://github.com/x', '*', true],
  ['https://github.com/x', ' , ', false],
])('is not used for %s where NO_PROXY is %s: %s', (address, list, exempt) => {
  expect(chosen(address, { HTTPS_PROXY: proxy, NO_PROXY: list }) === undefined).toBe(exempt);
});

test.each(['http://127.0.0.1:5000/x', 'http://localhost/x', 'http://[::1]:5000/x'])(
  'is never used for this machine: %s',
  (address) => {
    expect(chosen(address, { ALL_PROXY: proxy, HTTP_PROXY: proxy })).toBe(undefined);
  },
);

test('of another kind is an error that does not tell its password', () => {
  expect(() => chosen('https://github.com/x', { HTTPS_PROXY: 'socks5://me:secret@proxy.example' })).toThrow(
    /^(?!.*secret).*http:\/\/ or https:\/\//,
  );
});
