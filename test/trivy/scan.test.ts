import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SourceFile } from '../../src/model/place.ts';
import type { TrivyBinary } from '../../src/trivy/admission.ts';
import { scanConfig } from '../../src/trivy/config-scan.ts';
import { scanImage } from '../../src/trivy/image-scan.ts';
import type { ImageScanOptions } from '../../src/trivy/image-scan.ts';
import type { TrivyPorts } from '../../src/trivy/ports.ts';
import { machine, outcomesOf } from './machine.ts';
import type { Machine } from './machine.ts';

let here: Machine;
beforeEach(() => {
  here = machine();
});
afterEach(() => {
  const left = readdirSync(join(here.folder, 'temp'));
  here.remove();
  if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
});

/** A stand-in for Trivy: a shell script that finds the report's path in `$out` and the last argument in `$last`. */
function standIn(script: string): TrivyBinary {
  const find = 'out=/dev/null; for a; do [ "$p" = --output ] && out=$a; p=$a; last=$a; done';
  const path = here.program('stub', `#!/bin/sh\nPATH=/usr/bin:/bin\n${find}\n${script}\n`);
  return { path, version: '0.74.0', sha256: '', verified: '', verifiedBy: 'version', source: 'given' };
}

const emptyReport = `echo '{"SchemaVersion":2}' > "$out"`;

function options(more: Partial<ImageScanOptions> = {}): ImageScanOptions {
  return { cacheFolder: join(here.folder, 'cache'), timeoutSeconds: 10, offline: true, databaseReady: true, ...more };
}

function on(environment: Record<string, string>): TrivyPorts {
  return { ...here.ports, machine: { ...here.ports.machine, environment } };
}

describe('the run of an image scan', () => {
  const job = {
    GITHUB_TOKEN: 'secret-of-the-job',
    ACTIONS_RUNTIME_TOKEN: 'secret-of-the-job',
    TRIVY_PASSWORD: 'secret-of-the-job',
    TRIVY_IGNORE_UNFIXED: 'true',
    AWS_SECRET_ACCESS_KEY: 'for-the-registry',
    DOCKER_CONFIG: '/logins',
    HTTPS_PROXY: 'http://proxy.example.invalid',
  };

  test('has in its environment what it needs, and nothing of the job', async () => {
    const seen = join(here.folder, 'environment');
    await scanImage(standIn(`env > ${seen}\n${emptyReport}`), 'app:1', options(), on(job));
    const environment = readFileSync(seen, 'utf8');
    expect(environment).not.toMatch(/secret-of-the-job|for-the-registry|IGNORE_UNFIXED/);
    expect(environment).toContain('DOCKER_CONFIG=/logins');
    expect(environment).toContain('HTTPS_PROXY=http://proxy.example.invalid');
    expect(environment).toContain('TRIVY_OFFLINE_SCAN=true');
  });

  test('is given the variables somebody asked to hand over, but none of Trivy itself', async () => {
    const seen = join(here.folder, 'environment');
    const forward = ['AWS_SECRET_ACCESS_KEY', 'TRIVY_PASSWORD'];
    await scanImage(standIn(`env > ${seen}\n${emptyReport}`), 'app:1', options({ forward }), on(job));
    expect(readFileSync(seen, 'utf8')).toContain('for-the-registry');
    expect(readFileSync(seen, 'utf8')).not.toContain('secret-of-the-job');
  });

  test('happens in a private folder, with an empty configuration and ignore file', async () => {
    const seen = join(here.folder, 'seen');
    const look = `{ pwd; ls -ld . | cut -c1-10; echo "$@"; } > ${seen}`;
    await scanImage(standIn(`${look}\n${emptyReport}`), 'registry.example.invalid:5000/team/app@sha256:0', options(), here.ports);
    const [cwd, mode, args] = readFileSync(seen, 'utf8').split('\n');
    expect(cwd).toContain(join(here.folder, 'temp', 'container-guard-image-'));
    expect(mode).toBe('drwx------');
    expect(args).toContain(`--config ${cwd}/trivy.yaml --ignorefile ${cwd}/ignore`);
    expect(args).toContain('--exit-code 0');
    expect(args).toMatch(/--image-src docker,remote -- registry\.example\.invalid:5000\/team\/app@sha256:0$/);
  });

  test.each(['-x', '--output=/etc/passwd', 'a b', '', '$(id)', 'app:1\n--quiet'])(
    'never begins for %j, which is no reference',
    async (reference) => {
      const seen = join(here.folder, 'seen');
      await expect(scanImage(standIn(`touch ${seen}`), reference, options(), here.ports)).rejects.toMatchObject({
        code: 'TRIVY_RUN',
      });
      expect(readdirSync(here.folder)).not.toContain('seen');
    },
  );
});

describe('an image scan that goes wrong', () => {
  const failing = (script: string, more: Partial<ImageScanOptions> = {}) =>
    scanImage(standIn(script), 'app:1', options(more), here.ports);

  test('says the exit code and at most the last 20 lines, without control characters', async () => {
    const script = `i=0; while [ $i -lt 50 ]; do printf 'line %s \\033[31mred\\033[0m \\007\\n' $i >&2; i=$((i+1)); done; exit 2`;
    const error: unknown = await failing(script).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'TRIVY_RUN', exitCode: 3 });
    const message = error instanceof Error ? error.message : '';
    expect(message).toContain('exit code 2 on image app:1');
    expect(message.split('\n')).toHaveLength(21);
    expect(message).toMatch(/line 49 red$/);
    expect(message).not.toContain('\u001b');
  });

  test.each([
    ['MANIFEST_UNKNOWN: manifest unknown', 'no such image'],
    ['UNAUTHORIZED: authentication required', 'docker login'],
    ['TOOMANYREQUESTS: slow down', 'mirror'],
    ['dial tcp: lookup x: no such host', 'cannot be reached'],
    ['--skip-db-update cannot be specified on the first run', 'no vulnerability database yet'],
  ])('says what to do about %s', async (words, advice) => {
    await expect(failing(`echo '2026-01-01T00:00:00Z	FATAL	${words}' >&2; exit 1`)).rejects.toThrow(advice);
  });

  test('by a signal says which', async () => {
    await expect(failing('kill -SEGV $$')).rejects.toThrow('ended by SIGSEGV');
  });

  test('by never ending is ended', async () => {
    await expect(failing('exec sleep 60', { timeoutSeconds: 0 })).rejects.toThrow(
      'did not finish with image app:1 within 0 seconds',
    );
  });

  test.each([
    ['with no report', 'true', 'wrote no report'],
    ['with half a report', `printf '{"SchemaVersion":2,"Res' > "$out"`, 'may be cut off'],
    ['with a report of another kind', `echo '{"SchemaVersion":9}' > "$out"`, 'SchemaVersion'],
  ])('%s concludes nothing from it', async (_, script, message) => {
    const outcome = failing(script);
    await expect(outcome).rejects.toMatchObject({ code: 'TRIVY_OUTPUT' });
    await expect(outcome).rejects.toThrow(message);
  });

  test('silently is a gap: another platform, a system without advisories', async () => {
    const report = JSON.stringify({
      SchemaVersion: 2,
      Metadata: { OS: { Family: 'hurd', Name: '1', EOSL: true }, ImageConfig: { os: 'linux', architecture: 'amd64' } },
    });
    const { gaps } = await failing(`echo '${report}' > "$out"; echo 'WARN Unsupported os family="hurd"' >&2`, {
      platform: 'linux/arm64',
    });
    expect(gaps.map(({ blocking, detail }) => [blocking, detail])).toEqual([
      [true, expect.stringContaining('linux/arm64 was asked for and linux/amd64 was scanned')],
      [true, expect.stringContaining('no advisories for hurd 1')],
      [false, expect.stringContaining('no longer supported')],
    ]);
  });
});

describe('a scan of many images', () => {
  const jobs = ['app:1', 'broken:1', 'app:3', 'app:4', 'app:5'].map((reference) => ({ reference }));
  const many = (script: string, workers: number) => outcomesOf(standIn(script), jobs, { ...options(), workers }, here.ports);
  const log = 'for a; do [ "$q" = --cache-dir ] && cache=$a; q=$a; done';

  test('tells of each in the order of the jobs, though one fails', async () => {
    const outcomes = await many(`[ "$last" = broken:1 ] && exit 1\n[ "$last" = app:1 ] && sleep 0.3\n${emptyReport}`, 3);
    expect(outcomes.map(({ job, ok }) => [job.reference, ok])).toEqual([
      ['app:1', true],
      ['broken:1', false],
      ['app:3', true],
      ['app:4', true],
      ['app:5', true],
    ]);
  });

  test('divides the cores as long as images wait, and leaves them all to the last', async () => {
    const seen = join(here.folder, 'cores');
    const outcomes = await many(`sleep 0.2\necho "$last \${GOMAXPROCS:-all}" >> ${seen}\n${emptyReport}`, 4);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
    expect(readFileSync(seen, 'utf8').trim().split('\n').sort()).toEqual([
      'app:1 1',
      'app:3 1',
      'app:4 1',
      'app:5 all',
      'broken:1 1',
    ]);
  });

  test('never has two at once in one cache folder, and gives each the one database', async () => {
    mkdirSync(join(here.folder, 'cache', 'db'), { recursive: true });
    writeFileSync(join(here.folder, 'cache', 'db', 'trivy.db'), 'the database');
    const busy = `${log}\nmkdir "$cache/busy" || exit 1\ngrep -q 'the database' "$cache/db/trivy.db" || exit 2\nsleep 0.05; rmdir "$cache/busy"\n${emptyReport}`;
    for (const _ of [1, 2]) expect((await many(busy, 2)).every(({ ok }) => ok)).toBe(true);
    expect(readdirSync(join(here.folder, 'cache'))).toEqual(['db', 'java-db', 'worker-0', 'worker-1']);
  });
});

describe('an image with Java archives', () => {
  const jobs = ['java:1', 'java:2', 'java:3'].map((reference) => ({ reference }));
  const script = (download: string) => `for a; do [ "$q" = --cache-dir ] && cache=$a; q=$a; done
case "$*" in
  *--download-java-db-only*) echo fetch >> ${here.folder}/fetches; ${download};;
  *--skip-files*) ${emptyReport};;
  *) [ -e "$cache/java-db/trivy-java.db" ] || { echo 'FATAL Unable to initialize the Java DB' >&2; exit 1; }; ${emptyReport};;
esac`;
  const scan = (download: string, offline: boolean) =>
    outcomesOf(standIn(script(download)), jobs, { ...options({ offline }), workers: 2 }, here.ports);

  test('has their index fetched once for all images, when the first needs it', async () => {
    const outcomes = await scan('sleep 0.2; touch "$cache/java-db/trivy-java.db"', false);
    expect(outcomes.map((outcome) => outcome.ok && outcome.scan.gaps)).toEqual([[], [], []]);
    expect(readFileSync(join(here.folder, 'fetches'), 'utf8')).toBe('fetch\n');
  });

  test.each([
    ['cannot be fetched', 'echo TOOMANYREQUESTS >&2; exit 1', false, 'TOOMANYREQUESTS'],
    ['may not be fetched', 'exit 9', true, 'offline'],
  ])('is judged without them, with a gap, when their index %s', async (_, download, offline, reason) => {
    for (const outcome of await scan(download, offline)) {
      expect(outcome.ok && outcome.scan.gaps[0]?.detail).toContain(reason);
      expect(outcome.ok && outcome.scan.gaps[0]?.blocking).toBe(true);
    }
  });
});

describe('a scan of Dockerfiles', () => {
  const files: SourceFile[] = Array.from({ length: 9 }, (_, index) => ({
    path: `service-${index}/Dockerfile.prod`,
    text: `FROM a:${index}\n`,
  }));
  const ok = `cd "$last" || exit 9
printf '{"SchemaVersion":2,"Results":[' > "$out"; comma=''
for f in */Dockerfile; do printf '%s{"Target":"%s","Class":"config"}' "$comma" "$f" >> "$out"; comma=,; done
printf ']}' >> "$out"`;
  const scan = (script: string, scanned: readonly SourceFile[] = files) =>
    scanConfig(standIn(script), scanned, { timeoutSeconds: 10 }, here.ports);

  test('names results as the files were named', async () => {
    const { report, gaps } = await scan(ok);
    expect(report.Results.map(({ Target }) => Target)).toEqual(files.map(({ path }) => path));
    expect(gaps).toEqual([]);
  });

  test('is silent about nothing: a file without a result is a gap with the reason Trivy logs', async () => {
    const log = `echo '2026 ERROR Failed to parse file file_path="0/Dockerfile" err="unknown instruction \\"{{\\""' >&2`;
    const { gaps } = await scan(`echo '{"SchemaVersion":2}' > "$out"; ${log}`, files.slice(0, 1));
    expect(gaps).toEqual([expect.objectContaining({ artifact: 'service-0/Dockerfile.prod', blocking: false })]);
    expect(gaps[0]?.detail).toContain('unknown instruction "{{"');
  });

  test('loses one file, not all, to a file that stops Trivy', async () => {
    const { report, gaps } = await scan(`grep -rq 'a:4' "$last" && { echo 'panic: nil' >&2; exit 2; }\n${ok}`);
    expect(report.Results).toHaveLength(8);
    expect(gaps.map(({ artifact }) => artifact)).toEqual(['service-4/Dockerfile.prod']);
    expect(gaps[0]?.detail).toContain('panic: nil');
  });

  test('does not let a file silence a check for the others', async () => {
    const silenced = `grep -rq 'a:4' "$last" && echo 'ERROR [rego] Error occurred while applying rule from check file_path="checks/latest_tag.rego"' >&2\n${ok}`;
    const { report, gaps } = await scan(silenced);
    expect(report.Results).toHaveLength(9);
    expect(gaps.map(({ artifact }) => artifact)).toEqual(['service-4/Dockerfile.prod']);
    expect(gaps[0]?.detail).toContain('latest_tag.rego');
  });

  test('fails when Trivy stops on anything', async () => {
    const runs = join(here.folder, 'runs');
    await expect(scan(`echo run >> ${runs}; exit 2`)).rejects.toMatchObject({ code: 'TRIVY_RUN' });
    expect(readFileSync(runs, 'utf8')).toBe('run\nrun\n');
  });

  test('keeps from Trivy the comments it stops at, and their lines', async () => {
    const text = '# check=skip=all\nFROM a:1\n  # Check = error=true\nRUN x\n';
    const seen = join(here.folder, 'seen');
    await scan(`cp "$last/0/Dockerfile" ${seen}\n${ok}`, [{ path: 'Dockerfile', text }]);
    expect(readFileSync(seen, 'utf8')).toBe('# check=skip=all\nFROM a:1\n  # error=true\nRUN x\n');
  });

  test('of no file needs no Trivy', async () => {
    await expect(scan('exit 2', [])).resolves.toMatchObject({ gaps: [] });
  });
});
