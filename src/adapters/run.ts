import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { GuardError, messageOf } from '../errors.ts';
import type { SourceFile } from '../model/place.ts';
import type { Console } from '../ports.ts';
import type { GuardPorts, Inputs } from '../pipeline.ts';
import { risks, ruleNames } from '../rules/choice.ts';
import { configFileNames, readConfigFile } from '../settings/config-file.ts';
import type { SettingName } from '../settings/schema.ts';
import type { Policy, Settings } from '../settings/settings.ts';
import { resolveValues, type GivenValues } from '../settings/values.ts';
import { didYouMean } from '../settings/nearest.ts';
import { isScanners } from '../rules/scanner-rule.ts';
import { filesIn } from './files.ts';
import { keepYoungPart } from './heap.ts';
import { userCacheFolder } from './tool-cache.ts';
import { trivyPorts } from './trivy-ports.ts';

export interface PreparedRun {
  readonly settings: Settings;
  readonly inputs: Inputs;
  readonly ports: GuardPorts;
}

export interface Place {
  /** Where relative paths count from: the current folder, or the workspace of a workflow. */
  readonly folder: string;
  /** Reports tell paths relative to `folder` whatever is scanned, as GitHub wants them. */
  readonly rootIsFolder: boolean;
  readonly defaults?: Partial<Record<SettingName, string>>;
}

/**
 * Reads what a run is told: the values of its door, the config file, the baseline and the list of images.
 * @throws GuardError USAGE for a path that does not exist, SETTINGS and BASELINE for files that cannot be read.
 */
export async function prepareRun(given: GivenValues, place: Place, console: Console): Promise<PreparedRun> {
  keepYoungPart();
  const first = resolveValues([given], place.defaults);
  const scope = await scopeOf(first.paths, place);
  const { values, policy } = await configOf(first.config, scope.root, place.folder);
  const resolved = resolveValues([given, values], place.defaults);
  const settings: Settings = Object.freeze({ ...resolved, policy });
  checkRules(settings.disable);
  const { root } = scope;
  const paths = await pathsOf(given, values, scope);
  const list = settings['images-file'];
  const baseline = settings.baseline;
  const trivy = trivyPorts(console, settings.timeout);
  return {
    settings: settings.sbom === undefined ? settings : { ...settings, sbom: resolve(place.folder, settings.sbom) },
    inputs: {
      paths,
      trivyCache: resolve(place.folder, settings['trivy-cache'] ?? join(userCacheFolder(), 'trivy')),
      workers: availableParallelism(),
      root,
      ...scopeOfCache(process.env),
      ...(list === undefined ? {} : { imageList: await listFile(list, place.folder, root) }),
      ...(baseline === undefined
        ? {}
        : {
            baseline: {
              path: baseline,
              text: await textOf(resolve(place.folder, baseline), baseline, 'BASELINE', 'the baseline'),
            },
          }),
    },
    ports: {
      files: filesIn(root, settings.exclude),
      clock: { today: () => new Date().toISOString().slice(0, 10) },
      registry: trivy.registry,
      trivy,
    },
  };
}

/** The events of GitHub by which people without rights in the repository start a job. */
const strangers: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'issue_comment',
  'workflow_run',
]);

function scopeOfCache(environment: NodeJS.ProcessEnv): { readonly scope?: string } {
  return strangers.has(environment['GITHUB_EVENT_NAME'] ?? '') ? { scope: 'untrusted' } : {};
}

/** A list of images leaves files alone unless paths are named beside it. Paths of the config file count from its folder. */
async function pathsOf(given: GivenValues, config: GivenValues, scope: Scope): Promise<readonly string[]> {
  if (given.paths !== undefined) return scope.paths;
  if (given['images-file'] !== undefined) return [];
  if (config.paths === undefined) return scope.paths;
  const written = typeof config.paths.value === 'object' ? config.paths.value : [String(config.paths.value)];
  return (await scopeOf(written, { folder: scope.root, rootIsFolder: true })).paths;
}

interface Scope {
  readonly root: string;
  readonly paths: readonly string[];
}

/** One folder is the scanned root itself; for files, and for several paths, it is the nearest folder above them all. */
async function scopeOf(written: readonly string[], { folder, rootIsFolder }: Place): Promise<Scope> {
  const paths = await Promise.all(written.map((path) => existing(path, folder)));
  const [only] = paths;
  const isIn = (root: string, { path }: { readonly path: string }): boolean =>
    path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
  let root = resolve(folder);
  if (!rootIsFolder && paths.length === 1 && only !== undefined && only.isFolder) root = only.path;
  else if (!paths.every((path) => isIn(root, path))) {
    if (rootIsFolder)
      throw new GuardError(
        'USAGE',
        `the path ${written.find((_, at) => !isIn(root, paths[at] ?? { path: '' })) ?? ''} lies outside of the workspace.`,
      );
    root = only === undefined ? root : only.isFolder ? only.path : dirname(only.path);
    while (!paths.every((path) => isIn(root, path)) && dirname(root) !== root) root = dirname(root);
  }
  return { root, paths: paths.map(({ path }) => relative(root, path).split(sep).join('/') || '.') };
}

async function existing(written: string, folder: string): Promise<{ readonly path: string; readonly isFolder: boolean }> {
  const path = resolve(folder, written);
  try {
    return { path, isFolder: (await stat(path)).isDirectory() };
  } catch (error) {
    throw new GuardError('USAGE', `there is no file or folder \`${written}\`.`, { cause: error });
  }
}

async function configOf(
  written: string | undefined,
  root: string,
  folder: string,
): Promise<{ readonly values: GivenValues; readonly policy: Policy }> {
  if (written !== undefined) {
    return readConfigFile(written, await textOf(resolve(folder, written), written, 'SETTINGS', 'the config file'), ruleNames(), [
      ...risks().keys(),
    ]);
  }
  const files = filesIn(root);
  for (const name of configFileNames) {
    const read = await files.read(name);
    if (read.ok) return readConfigFile(name, read.text, ruleNames(), [...risks().keys()]);
    if (read.reason !== 'missing') throw new GuardError('SETTINGS', `the config file ${name} ${read.detail}.`);
  }
  return { values: {}, policy: { waivers: [], severity: new Map() } };
}

async function listFile(written: string, folder: string, root: string): Promise<SourceFile> {
  const file = resolve(folder, written);
  const text = await textOf(file, written, 'SETTINGS', 'the list of images');
  const inside = relative(root, file).split(sep).join('/');
  return { path: inside.startsWith('..') ? written : inside, text };
}

async function textOf(path: string, written: string, code: 'SETTINGS' | 'BASELINE', what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new GuardError(code, `${what} ${written} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function checkRules(disabled: readonly string[]): void {
  const known = ruleNames();
  const unknown = disabled.find((name) => !known.includes(name) && !isScanners(name));
  if (unknown === undefined) return;
  throw new GuardError(
    'SETTINGS',
    `disable: there is no rule \`${unknown}\`.${didYouMean(unknown, known)} See \`container-guard rules\`.`,
  );
}
