import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import { foreignNote, foreignWaivers, inlineWaivers } from '../../src/judge/inline-waivers.ts';
import { applyWaivers, type WaiverUse } from '../../src/judge/waivers.ts';
import { join, parse } from '../../src/posture/join.ts';
import { check } from '../../src/rules/check.ts';
import { rulesFor } from '../../src/rules/choice.ts';

const today = '2026-11-24';
const all = rulesFor('all', []);

async function judged(
  texts: Readonly<Record<string, string>>,
  rules = all,
): Promise<WaiverUse & { readonly note: readonly string[] }> {
  const files = memoryFiles(texts);
  const world = join(await parse(await collect(['.'], files, 'all'), files), new Map());
  const { findings } = check(world, rules);
  const foreign = foreignWaivers(world.texts, rules, findings);
  const use = applyWaivers(findings, [], today, [...inlineWaivers(world.texts, rules), ...foreign]);
  return { ...use, note: foreignNote(use.findings, foreign) };
}

/** The lines on which findings of a rule stand, by their standing. */
async function standings(text: string, rule: string, path = 'compose.yaml'): Promise<readonly string[]> {
  const { findings } = await judged({ [path]: text });
  return findings
    .filter((finding) => finding.rule === rule && finding.location.path === path)
    .toSorted((one, other) => one.location.startLine - other.location.startLine)
    .map(({ location, standing }) => `${location.startLine} ${standing}`);
}

const two = (first: string, second = '', above = ''): string =>
  `services:\n${above}  a:${first}\n    image: example/a:1.4\n    privileged: true${second}\n  b:\n    image: example/b:1.4\n    privileged: true\n`;
const waiver = '# container-guard ignore=container/no-privileged reason="builds images"';

describe('a comment in a Compose file', () => {
  test('covers its own line at a line’s end', async () => {
    expect(await standings(two('', ` ${waiver}`), 'container/no-privileged')).toEqual(['4 waived', '7 new']);
    expect(await standings(two(` ${waiver}`), 'container/no-privileged')).toEqual(['4 new', '7 new']);
  });

  test('covers the entry below it with what is below that, and no more', async () => {
    expect(await standings(two('', '', `  ${waiver}\n`), 'container/no-privileged')).toEqual(['5 waived', '8 new']);
    expect(await standings(`${waiver}\n${two('')}`, 'container/no-privileged')).toEqual(['5 waived', '8 waived']);
  });

  test('covers a list at the indent of its key', async () => {
    const text =
      'services:\n  a:\n    image: example/a:1.4\n    # container-guard ignore=container/no-engine-socket reason="starts builds"\n    volumes:\n    - data:/data\n\n    - /var/run/docker.sock:/var/run/docker.sock\n    working_dir: /\nvolumes: { data: }\n';
    expect(await standings(text, 'container/no-engine-socket')).toEqual(['8 waived']);
  });

  test('covers the file from its head, and only from there', async () => {
    const whole = '# container-guard ignore-file=container/no-privileged reason="builds images"\n';
    expect(await standings(`# Our runners\n${whole}---\n${two('')}`, 'container/no-privileged')).toEqual([
      '7 waived',
      '10 waived',
    ]);
    expect(await standings(two('', '', `  ${whole}`), 'container/no-privileged')).toEqual(['5 new', '8 new']);
  });

  test('is no comment within quotes', async () => {
    const text = two('', `\n    labels: { note: "see ${waiver.replaceAll('"', "'")}" }`);
    const { findings, unused } = await judged({ 'compose.yaml': text });
    expect(findings.filter(({ rule }) => rule === 'project/waiver-valid')).toEqual([]);
    expect(unused).toEqual([]);
  });
});

describe('a comment in a Dockerfile', () => {
  const curl = 'dockerfile/apt-packages-pinned';
  test('covers the next instruction with its continuation and here-documents', async () => {
    const text = `FROM debian:12-slim\n# container-guard ignore=${curl} reason="the base moves anyway"\n# and more\nRUN apt-get update \\\n  && apt-get install -y \\\n    curl\nRUN <<EOF\napt-get install -y git\nEOF\n`;
    const found = await standings(text, curl, 'Dockerfile');
    expect(found.length).toBe(2);
    expect(found[0]).toMatch(/^[456] waived$/);
    expect(found[1]).toMatch(/new$/);
  });

  test('covers the line below it within an instruction', async () => {
    const text = `FROM debian:12-slim\nRUN <<EOF\n# container-guard ignore=dockerfile/no-pipe-to-shell reason="ours"\ncurl -s https://example.com/a | sh\ncurl -s https://example.com/b | sh\nEOF\n`;
    expect(await standings(text, 'dockerfile/no-pipe-to-shell', 'Dockerfile')).toEqual(['4 waived', '5 new']);
  });
});

describe('a comment in a script or a workflow', () => {
  test('covers the command below it with the lines it goes on in', async () => {
    const text = `#!/bin/sh\n${waiver}\ndocker run --rm \\\n  --privileged example/a:1.4\ndocker run --privileged example/b:1.4\n`;
    expect(await standings(text, 'container/no-privileged', 'run.sh')).toEqual(['4 waived', '5 new']);
  });

  test('covers a step', async () => {
    const step = (name: string): string => `      - uses: ${name}@v1\n        with: { image: web }\n`;
    const text = `on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      # container-guard ignore=workflow/scanner-pinned reason="ours"\n${step('anchore/scan-action')}${step('docker/scout-action')}`;
    expect(await standings(text, 'workflow/scanner-pinned', '.github/workflows/ci.yml')).toEqual(['7 waived', '9 new']);
  });
});

describe('a waiver in a comment', () => {
  test('lapses after its day, and says whose it was', async () => {
    const text = two('', ` ${waiver} until=2026-11-23 owner=builders`);
    const { lapsed } = await judged({ 'compose.yaml': text });
    expect(lapsed).toEqual([
      {
        rule: 'container/no-privileged',
        path: 'compose.yaml',
        reason: 'builds images',
        owner: 'builders',
        until: '2026-11-23',
        source: 'compose.yaml:4',
      },
    ]);
  });

  test('covers several rules, and is told where one of them covers nothing', async () => {
    const text = two('', " # container-guard ignore=container/no-privileged, container/no-host-pid reason='builds images'");
    const { used, unused } = await judged({ 'compose.yaml': text });
    expect(used.map(({ rule }) => rule)).toEqual(['container/no-privileged']);
    expect(unused.map(({ rule, source }) => `${rule} ${source}`)).toEqual(['container/no-host-pid compose.yaml:4']);
  });

  test('that a Markdown text shows is nobody’s', async () => {
    const { findings, unused } = await judged({
      'README.md': `\`\`\`sh\n${waiver}\ndocker run --privileged example/a:1.4\n\`\`\`\n`,
    });
    expect(findings.find(({ rule }) => rule === 'container/no-privileged')?.standing).toBe('new');
    expect(unused).toEqual([]);
  });

  test('is not told as unused where its rule did not run', async () => {
    const text = two('', ' # container-guard ignore=container/bounded-restarts reason="small"');
    const { unused } = await judged({ 'compose.yaml': text }, rulesFor('default', []));
    expect(unused).toEqual([]);
  });

  test.for([
    ['ignore=container/no-privileged', 'The waiver gives no reason: add `reason="…"`.'],
    ['ignore=container/no-privileged reason=" "', 'The waiver gives no reason: add `reason="…"`.'],
    ['ignore reason="x"', 'The waiver names no rule: write `# container-guard ignore=RULE reason="…"`.'],
    [
      'ignore=container/no-privileged reason=no host',
      'The waiver cannot be read from `host` on: write `# container-guard ignore=RULE reason="…"`.',
    ],
    [
      'ignore=container/no-privileged reason="x" till=2027-01-01',
      'The waiver has no `till`: it has ignore, ignore-file, until, reason, owner.',
    ],
    [
      'ignore=container/no-privileged reason="x" until=tomorrow',
      'The waiver ends on `tomorrow`, which is not a day such as 2027-01-31.',
    ],
    [
      'ignore=container/no-privileged reason="x" until=2027-13-01',
      'The waiver ends on `2027-13-01`, which is not a day such as 2027-01-31.',
    ],
    [
      'ignore=container/no-priviledged reason="x"',
      'The waiver is for `container/no-priviledged`, and there is no such rule; did you mean `container/no-privileged`?',
    ],
  ] as const)('with a fault does not count and is found: %s', async ([text, message]) => {
    const { findings, used, unused } = await judged({ 'compose.yaml': two('', ` # container-guard ${text}`) });
    expect(findings.filter(({ rule }) => rule === 'project/waiver-valid').map((finding) => finding.message)).toEqual([message]);
    expect(findings.find(({ rule }) => rule === 'container/no-privileged')?.standing).toBe('new');
    expect([...used, ...unused]).toEqual([]);
  });
});

describe('a comment for another tool', () => {
  const root = 'FROM debian:12-slim\nRUN useradd -r app\nUSER root\n';
  test.for([
    ['# hadolint ignore=DL3008,DL3002', 'waived'],
    ['# hadolint ignore=DL3008', 'new'],
    ['# trivy:ignore:AVD-DS-0002', 'waived'],
    ['# nosemgrep', 'waived'],
    ['# nosemgrep: dockerfile.security.last-user-is-root.last-user-is-root', 'waived'],
    ['# nosemgrep: another-rule', 'new'],
    ['# kics-scan ignore-line', 'waived'],
    ['# hadolint says ignore=DL3002', 'new'],
  ] as const)('above the line: %s leaves the finding %s', async ([comment, standing]) => {
    const text = root.replace('USER root', `${comment}\nUSER root`);
    expect(await standings(text, 'dockerfile/user-not-root', 'Dockerfile')).toEqual([`4 ${standing}`]);
  });

  test.for([
    ['# hadolint global ignore=DL3002', 'waived'],
    ['# hadolint ignore=DL3002', 'new'],
    ['# trivy:ignore:DS-0002', 'waived'],
    ['# trivy:ignore:DS002:exp:2026-11-24', 'waived'],
    ['# trivy:ignore:DS-0002:exp:2026-11-23', 'lapsed'],
    ['# checkov:skip=CKV_DOCKER_8:installs only', 'waived'],
    ['# checkov:skip=CKV_DOCKER_2:none', 'new'],
    ['# kics-scan disable=67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae', 'waived'],
    ['# kics-scan ignore', 'waived'],
  ] as const)('at the head of a Dockerfile: %s leaves the finding %s', async ([comment, standing]) => {
    expect(await standings(`${comment}\n${root}`, 'dockerfile/user-not-root', 'Dockerfile')).toEqual([`4 ${standing}`]);
  });

  test('of BuildKit counts for the file', async () => {
    const text = 'FROM debian:12-slim\nENV DB_PASSWORD=darjeeling\nUSER 1000\n';
    expect(
      await standings(`# check=skip=SecretsUsedInArgOrEnv;error=true\n${text}`, 'dockerfile/no-secret-in-env', 'Dockerfile'),
    ).toEqual(['3 waived']);
    expect(await standings(`# check=skip=StageNameCasing\n${text}`, 'dockerfile/no-secret-in-env', 'Dockerfile')).toEqual([
      '3 new',
    ]);
  });

  test('is told once, and never as unused', async () => {
    const text = `# checkov:skip=CKV_DOCKER_8:x\n# hadolint global ignore=DL3059\n${root}`;
    const { note, unused, used } = await judged({ Dockerfile: text });
    expect(note).toEqual([
      '1 finding is waived by comments for other tools (Checkov); `foreign-ignores: false` lets them count.',
    ]);
    expect(unused).toEqual([]);
    expect(used.map(({ reason, source }) => `${reason} ${source}`)).toEqual(['ignored for Checkov Dockerfile:1']);
  });
});
