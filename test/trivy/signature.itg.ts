import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { messageOf } from '../../src/errors.ts';
import { signatures } from '../../src/adapters/signatures.ts';

/** A file that Sigstore's own specification comes with, signed by a person at the public instance. */
const folder = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', 'github.com/sigstore/protobuf-specs'], {
  cwd: join(import.meta.dirname, '../parts/trivy'),
  encoding: 'utf8',
}).trim();
const assets = join(folder, 'gen/pb-rust/sigstore-protobuf-specs/assets');
const signed = readFileSync(join(assets, 'a.txt'));
const bundle = readFileSync(join(assets, 'a.txt.sigstore'), 'utf8');
const issuer = 'https://github.com/login/oauth';
let identity: string;

/** Who has signed it is told to whoever expects another. */
beforeAll(async () => {
  const refusal = await signatures.verify(bundle, signed, { identity: 'nobody', issuer }).then(() => '', messageOf);
  identity = /is by (\S+) \(as https:\/\/github\.com\/login\/oauth says\)/.exec(refusal)?.[1] ?? '';
});

test('a signature of the public instance holds by the trust root that comes with the product', async () => {
  expect(identity).not.toBe('');
  const { signedAt } = await signatures.verify(bundle, signed, { identity, issuer });
  expect(new Date(signedAt).getUTCFullYear()).toBe(2024);
});

test('and not for another byte, another signer or another issuer', async () => {
  const verify = (bytes: Uint8Array, who: string, from = issuer) =>
    signatures.verify(bundle, bytes, { identity: who, issuer: from });
  await expect(verify(Buffer.concat([signed, Buffer.from(' ')]), identity)).rejects.toThrow('does not hold');
  await expect(verify(signed, identity.slice(1))).rejects.toThrow('is by ');
  await expect(verify(signed, identity.replaceAll('.', '-'))).rejects.toThrow('is by ');
  await expect(verify(signed, identity, 'https://github.com')).rejects.toThrow('is by ');
});
