import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TrivyBinary } from '../../src/trivy/admission.ts';
import { readyDatabase } from '../../src/trivy/database-use.ts';
import { discardBadDatabase, staleness, updateDatabase } from '../../src/trivy/database.ts';
import type { TrivyPorts } from '../../src/trivy/ports.ts';
import { machine, atHand } from './machine.ts';
import type { Machine } from './machine.ts';

let here: Machine;
let ports: TrivyPorts;
const noon = Date.parse('2026-11-24T12:00:00Z');
beforeEach(() => {
  here = machine();
  ports = { ...here.ports, clock: { milliseconds: () => noon } };
});
afterEach(() => {
  here.remove();
});

const cache = (): string => join(here.folder, 'cache');
const fresh = { Version: 2, UpdatedAt: '2026-11-24T06:00:00Z', NextUpdate: '2026-11-25T06:00:00Z' };
const old = { Version: 2, UpdatedAt: '2026-11-20T06:00:00Z', NextUpdate: '2026-11-20T12:00:00Z' };

/** A file with the magic number of bbolt where its first page has it. */
const database = Buffer.concat([Buffer.alloc(16), Buffer.from([0xed, 0xda, 0x0c, 0xed, 2, 0, 0, 0])]);

/** The same, with pages of four kilobytes and as many of them as are said. */
function pagesSaid(count: bigint): Buffer {
  const page = Buffer.alloc(4096);
  database.copy(page);
  page.writeUInt32LE(4096, 24);
  page.writeBigUInt64LE(count, 56);
  return page;
}

function put(metadata: unknown, bytes: Buffer = database): void {
  mkdirSync(join(cache(), 'db'), { recursive: true });
  writeFileSync(join(cache(), 'db', 'trivy.db'), bytes);
  writeFileSync(join(cache(), 'db', 'metadata.json'), typeof metadata === 'string' ? metadata : JSON.stringify(metadata));
}

/** A stand-in that notes the repository it is asked to fetch from, and does as the script says: `$repo`, `$dir`. */
function standIn(script: string): TrivyBinary {
  const find = 'for a; do [ "$p" = --db-repository ] && repo=$a; [ "$p" = --cache-dir ] && dir=$a; p=$a; done';
  const note = `echo "$repo" >> ${join(here.folder, 'asked')}`;
  const path = here.program('stub', `#!/bin/sh\nPATH=/usr/bin:/bin\n${find}\n${note}\n${script}\n`);
  return { path, version: '0.74.0', sha256: '', verified: '', verifiedBy: 'version', source: 'given' };
}

const asked = (): readonly string[] =>
  existsSync(join(here.folder, 'asked')) ? readFileSync(join(here.folder, 'asked'), 'utf8').trim().split('\n') : [];
const write = `mkdir -p "$dir/db"; echo x > "$dir/db/trivy.db"; echo '${JSON.stringify(fresh)}' > "$dir/db/metadata.json"`;
const refuse = "echo 'FATAL TOOMANYREQUESTS' >&2; exit 1";

const options = (repositories: readonly string[] = []) => ({ cacheFolder: cache(), timeoutSeconds: 5, repositories });

describe('the database', () => {
  test('that is fresh makes no request', async () => {
    put(fresh);
    const { facts } = await updateDatabase(atHand(standIn(refuse)), options(), ports);
    expect(facts).toEqual({ schema: 2, updatedAt: fresh.UpdatedAt, nextUpdate: fresh.NextUpdate });
    expect(asked()).toEqual([]);
  });

  test('is asked of each repository in turn until one has it', async () => {
    const script = `case $repo in *third*) ${write};; *) ${refuse};; esac`;
    const repositories = ['first.example/db:2', 'second.example/db:2', 'third.example/db:2', 'fourth.example/db:2'];
    await expect(updateDatabase(atHand(standIn(script)), options(repositories), ports)).resolves.toMatchObject({
      facts: { schema: 2 },
    });
    expect(asked()).toEqual(repositories.slice(0, 3));
  });

  test('comes from the two public repositories where none is named', async () => {
    await expect(updateDatabase(atHand(standIn(refuse)), options(), ports)).rejects.toThrow('TOOMANYREQUESTS');
    expect(asked()).toEqual(['mirror.gcr.io/aquasec/trivy-db:2', 'ghcr.io/aquasecurity/trivy-db:2']);
  });

  test('that is there is kept when a newer one cannot be fetched, with the reason', async () => {
    put(old);
    const answer = await updateDatabase(atHand(standIn(refuse)), options(['a.example/db:2']), ports);
    expect(answer).toMatchObject({ facts: { updatedAt: old.UpdatedAt }, outdated: 'a.example/db:2: FATAL TOOMANYREQUESTS' });
  });

  test('is fetched with the logins of the machine only from repositories that were named', async () => {
    const logins = { ...ports, machine: { ...ports.machine, environment: { DOCKER_CONFIG: '/logins' } } };
    const say = `echo "config: $DOCKER_CONFIG." >&2; exit 1`;
    await expect(updateDatabase(atHand(standIn(say)), options(['a.example/db:2']), logins)).rejects.toThrow('config: /logins.');
    await expect(updateDatabase(atHand(standIn(say)), options(), logins)).rejects.toThrow('config: .');
  });

  test('is stale three days after it should have been replaced, or at the age that the user named', () => {
    const facts = { schema: 2, updatedAt: '2026-11-01T00:00:00Z', nextUpdate: '2026-11-02T00:00:00Z' };
    const at = (time: string, limit?: number) => staleness(facts, Date.parse(time), limit);
    expect(at('2026-11-05T23:00:00Z')).toBe(undefined);
    expect(at('2026-11-06T00:00:00Z')).toContain('of 2026-11-01, 5 days old');
    expect(at('2026-11-02T11:00:00Z', 36)).toBe(undefined);
    expect(at('2026-11-02T12:00:00Z', 36)).toContain('36 hours old, and trivy-db-max-age allows 36 hours');
  });
});

test('a database that says it is good for years is judged by when it was made', () => {
  const facts = { schema: 2, updatedAt: '2026-11-01T00:00:00Z', nextUpdate: '2099-01-01T00:00:00Z' };
  expect(staleness(facts, Date.parse('2026-11-04T23:00:00Z'))).toBe(undefined);
  expect(staleness(facts, Date.parse('2026-11-05T00:00:00Z'))).toContain(
    '4 days old, though it says that it is good until 2099-01-01',
  );
});

describe('the database of a run', () => {
  const ready = (script: string, more: { readonly offline?: boolean; readonly maxAgeHours?: number } = {}) =>
    readyDatabase(
      atHand(standIn(script)),
      { ...options(['a.example/db:2']), databaseRepositories: ['a.example/db:2'], offline: false, ...more },
      ports,
    );

  test('that is old is used with its age shown', async () => {
    put(old);
    const { gaps } = await ready(refuse);
    expect(gaps).toEqual([
      expect.objectContaining({ artifact: 'trivy-db', reason: 'unreachable', blocking: false }),
      expect.objectContaining({ artifact: 'trivy-db', reason: 'scanner', blocking: false }),
    ]);
    expect(gaps.map(({ detail }) => detail).join()).toMatch(/TOOMANYREQUESTS.*4 days old.*4 days old/);
  });

  test('beyond the limit that the user set leaves the run inconclusive, and up to it does not', async () => {
    put(old);
    const blocking = async (maxAgeHours: number) =>
      (await ready(refuse, { offline: true, maxAgeHours })).gaps.map((gap) => gap.blocking);
    expect(await blocking(102)).toEqual([true]);
    expect(await blocking(103)).toEqual([false]);
  });

  test('that is not there and may not be fetched is an error', async () => {
    await expect(ready(write, { offline: true })).rejects.toThrow('offline none is fetched');
    expect(asked()).toEqual([]);
  });

  test('is fetched anew where what lies in its place is none', async () => {
    put({ ...fresh, Version: 1 });
    await expect(ready(write)).resolves.toMatchObject({ facts: { updatedAt: fresh.UpdatedAt }, gaps: [] });
    expect(here.said.join()).toContain('was thrown away: it has schema 1');
  });
});

describe('a cache that holds something else than a database', () => {
  const discarded = () => discardBadDatabase(cache(), ports);

  test('is left alone where it is one, or nothing', async () => {
    expect(await discarded()).toBe(undefined);
    put(fresh);
    expect(await discarded()).toBe(undefined);
    expect(readdirSync(join(cache(), 'db'))).toHaveLength(2);
  });

  test.each([
    ['its file is damaged', () => put(fresh, Buffer.from('junk that is long enough to be read'))],
    ['its file is cut off', () => put(fresh, pagesSaid(2n))],
    ['its metadata cannot be read', () => put('{"Version":2}')],
    ['it has schema 3', () => put({ ...fresh, Version: 3 })],
    ['it says it was made in the future', () => put({ ...fresh, UpdatedAt: '2099-01-01T00:00:00Z' })],
    [
      'it holds evil',
      () => {
        put(fresh);
        writeFileSync(join(cache(), 'db', 'evil'), '');
      },
    ],
    [
      'it holds trivy.db',
      () => {
        put(fresh);
        rmSync(join(cache(), 'db', 'trivy.db'));
        symlinkSync('/etc/passwd', join(cache(), 'db', 'trivy.db'));
      },
    ],
  ])('is thrown away: %s', async (reason, prepare) => {
    prepare();
    expect(await discarded()).toContain(reason);
    expect(existsSync(join(cache(), 'db'))).toBe(false);
  });

  test('stays where its file has every page that it says it has', async () => {
    put(fresh, pagesSaid(1n));
    expect(await discarded()).toBeUndefined();
    expect(existsSync(join(cache(), 'db', 'trivy.db'))).toBe(true);
  });

  test('is not emptied where it may be anything, such as the sources of a project', async () => {
    mkdirSync(join(cache(), 'db'), { recursive: true });
    writeFileSync(join(cache(), 'db', 'migrations.sql'), '');
    await expect(discarded()).rejects.toThrow('holds migrations.sql');
    expect(existsSync(join(cache(), 'db', 'migrations.sql'))).toBe(true);
  });
});
