import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** `seeds.json` of the npm package `@sigstore/tuf`: the files that Sigstore's update repository began with, in base64. */
const Seeds = v.record(v.string(), v.object({ targets: v.record(v.string(), v.string()) }));
const repository = 'https://tuf-repo-cdn.sigstore.dev';

const Instance = v.looseObject({ baseUrl: v.optional(v.string()), uri: v.optional(v.string()) });
const Root = v.looseObject({
  tlogs: v.array(Instance),
  certificateAuthorities: v.array(Instance),
  ctlogs: v.array(Instance),
  timestampAuthorities: v.array(Instance),
});

const file = join(import.meta.dirname, '../src/trivy/trust-root.json');
const [seeds] = process.argv.slice(2);
if (seeds === undefined) {
  console.error('Usage: node scripts/trust-root.ts SEEDS   with seeds.json of the npm package @sigstore/tuf');
  process.exitCode = 2;
} else {
  const encoded = v.parse(Seeds, JSON.parse(readFileSync(seeds, 'utf8')))[repository]?.targets['trusted_root.json'];
  if (encoded === undefined) throw new Error(`${seeds} holds no trusted_root.json of ${repository}`);
  const after: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  const [old, now] = [partsOf(JSON.parse(readFileSync(file, 'utf8'))), partsOf(after)];
  for (const part of old) if (!now.includes(part)) console.log(`gone: ${part}`);
  for (const part of now) if (!old.includes(part)) console.log(`new: ${part}`);
  if (old.join('\n') === now.join('\n')) console.log('Nothing has changed.');
  writeFileSync(file, `${JSON.stringify(after, null, 2)}\n`);
}

/** Each authority and log, in one line. */
function partsOf(root: unknown): readonly string[] {
  const { tlogs, certificateAuthorities, ctlogs, timestampAuthorities } = v.parse(Root, root);
  return Object.entries({ tlogs, certificateAuthorities, ctlogs, timestampAuthorities }).flatMap(([kind, parts]) =>
    parts.map((part) => `${kind} ${part.baseUrl ?? part.uri ?? ''} ${JSON.stringify(part)}`),
  );
}
