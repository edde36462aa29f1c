import { join } from 'node:path';
import { GuardError } from '../errors.ts';
import type { Finding, Gap } from '../model/finding.ts';
import type { RuleFacts } from '../model/report.ts';
import type { TrivyBinary } from './admission.ts';
import type { TrivyReport } from './decode.ts';
import { configEnvironment } from './environment.ts';
import { repositoryFindings } from './findings.ts';
import { runTrivy } from './invoke.ts';
import type { Files } from '../ports.ts';
import { oneLine } from './output.ts';
import type { TrivyPorts } from './ports.ts';
import { ruleFactsOf } from './rule-facts.ts';

export const repositoryScans = ['none', 'secrets', 'packages', 'all'] as const;

export interface RepositoryWish {
  readonly what: Exclude<(typeof repositoryScans)[number], 'none'>;
  /** The scanned root. */
  readonly root: string;
  /** Folders and files below it. */
  readonly paths: readonly string[];
  /** The files that count, relative to the root: what is ignored or vendored is nobody's finding. */
  readonly files: ReadonlySet<string>;
}

export interface RepositoryScan {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly rules: readonly RuleFacts[];
}

/** Folders that hold what others wrote, in any depth. Their files are not listed either; this saves reading them. */
const vendored = ['**/node_modules', '**/.git', '**/vendor', '**/.venv'].flatMap((folder) => ['--skip-dirs', folder]);

/**
 * Looks for secrets in the files of the tree, and judges the packages that its lock files name. A file that Trivy says it could
 * not read is a gap. GuardError TRIVY_RUN or TRIVY_OUTPUT where that fails; the database must be there for packages.
 */
export async function scanRepository(
  binary: TrivyBinary,
  { what, root, paths, files }: RepositoryWish,
  options: { readonly cacheFolder: string; readonly timeoutSeconds: number },
  ports: TrivyPorts,
): Promise<RepositoryScan> {
  const scanners = { secrets: 'secret', packages: 'vuln', all: 'vuln,secret' }[what];
  const found: { findings: Finding[]; gaps: Gap[]; rules: RuleFacts[] } = { findings: [], gaps: [], rules: [] };
  for (const path of paths) {
    ports.console.progress(`Trivy looks for ${what === 'all' ? 'secrets and packages' : what} in ${path}`);
    await ports.files.within('repository', async (folder) => {
      const run = {
        what: `the files of ${path}`,
        command: 'fs',
        args: ['--scanners', scanners, '--skip-db-update', '--skip-java-db-update', ...vendored, '--', join(root, path)],
        cacheFolder: what === 'secrets' ? join(folder, 'cache') : options.cacheFolder,
        environment: configEnvironment(folder, ports.machine),
        timeoutSeconds: options.timeoutSeconds,
      } as const;
      const { report, log } = await runTrivy(binary, run, folder, ports);
      const prefix = files.has(path) ? '' : path === '.' ? '' : `${path}/`;
      found.findings.push(...repositoryFindings(report, { prefix, files }));
      found.rules.push(...ruleFactsOf(report, 'project'));
      found.gaps.push(...unread(log, path));
      if (what !== 'secrets') found.gaps.push(...leftOut(report, { prefix, path, files }));
    });
  }
  return { ...found, rules: [...new Map(found.rules.map((rule) => [rule.id, rule])).values()] };
}

/** Files that name packages, which Trivy reports on also where nothing is wrong with these. */
const lockFiles: ReadonlySet<string> = new Set([
  'package-lock.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'composer.lock',
  'Gemfile.lock',
  'Pipfile.lock',
  'poetry.lock',
  'uv.lock',
  'requirements.txt',
  'go.mod',
  'Cargo.lock',
  'gradle.lockfile',
  'packages.lock.json',
  'mix.lock',
  'pubspec.lock',
  'Podfile.lock',
  'Package.resolved',
]);

/** One that Trivy cannot read is missing in its report, with exit code 0 and not a word in its log. */
function leftOut(
  report: TrivyReport,
  { prefix, path, files }: { readonly prefix: string; readonly path: string; readonly files: ReadonlySet<string> },
): readonly Gap[] {
  const seen = new Set(report.Results.map(({ Target }) => `${prefix}${Target}`));
  const below = (file: string): boolean => path === '.' || file === path || file.startsWith(`${path}/`);
  const missing = [...files].filter(
    (file) => below(file) && lockFiles.has(file.slice(file.lastIndexOf('/') + 1)) && !seen.has(file),
  );
  return missing.map((artifact) => ({
    artifact,
    reason: 'scanner',
    detail: 'Trivy left the file out of its report: it names no package, or cannot be read.',
    location: { path: artifact, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    blocking: false,
  }));
}

/** The lines in which Trivy says that it could not read a file; it goes on, and its report does not tell. */
function unread(log: string, path: string): readonly Gap[] {
  const lines = log.split('\n').filter((line) => /\b(?:WARN|ERROR)\b.*(?:pars|analy[sz]|\bwalk\b|\bread\b)/i.test(line));
  const told = lines.map((line) => oneLine(line.replace(/^\S+\s+(?:WARN|ERROR)\s+/, ''), 300));
  return [...new Set(told)].map((detail) => ({ artifact: path, reason: 'scanner', detail, blocking: false }));
}

/** The files of the tree that a scan of it is about. @throws GuardError USAGE where there is no folder to scan. */
export async function listedFiles(
  paths: readonly string[],
  { list, exists }: Pick<Files, 'list' | 'exists'>,
): Promise<ReadonlySet<string>> {
  if (paths.length === 0)
    throw new GuardError('USAGE', 'scan-repository needs paths to scan: name them beside the list of images.');
  const found = await Promise.all(paths.map(async (path) => ((await exists(path)) ? [path] : list(path))));
  return new Set(found.flat());
}
