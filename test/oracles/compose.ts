import { readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { loadProject } from '../../src/parse/compose/load.ts';
import { containersOf } from '../../src/parse/compose/lower.ts';
import type { ReadResult } from '../../src/ports.ts';
import { loadedBy, type Loaded } from './compose-go.ts';
import { compareService, type Compared, type Difference } from './service.ts';

/** A difference, with where it was found. */
export interface Finding extends Difference {
  readonly files: readonly string[];
  readonly service: string;
}

export interface Comparison {
  readonly findings: readonly Finding[];
  /** How many projects compose-go loads, services in them, and settings of these that our files tell or do not. */
  readonly loaded: number;
  readonly services: number;
  readonly known: number;
  readonly unknown: number;
  /** How many projects compose-go does not load. */
  readonly refused: number;
}

/** Loads each project twice, with compose-go and with our loader, and compares what the services come to. */
export async function compareProjects(
  program: string,
  root: string,
  projects: readonly (readonly string[])[],
): Promise<Comparison> {
  const answers = loadedBy(
    program,
    projects.map((files) => ({
      folder: resolve(root, posix.dirname(files[0] ?? '.')),
      files: files.map((file) => resolve(root, file)),
    })),
  );
  const findings: Finding[] = [];
  const total = { loaded: 0, services: 0, known: 0, unknown: 0 };
  for (const [index, files] of projects.entries()) {
    const answer = answers[index];
    if (answer === undefined || answer.refused !== undefined) continue;
    const { found, compared } = await compare(root, files, answer);
    findings.push(...found);
    total.loaded += 1;
    total.services += compared.length;
    for (const { known, unknown } of compared) {
      total.known += known;
      total.unknown += unknown;
    }
  }
  return { findings, ...total, refused: projects.length - total.loaded };
}

async function compare(
  root: string,
  files: readonly string[],
  theirs: Loaded,
): Promise<{ readonly found: readonly Finding[]; readonly compared: readonly Compared[] }> {
  const project = await loadProject(files, (path) => Promise.resolve(read(resolve(root, path))), {
    environment: { COMPOSE_PROJECT_NAME: 'oracle' },
  });
  const found: Finding[] = [];
  const note = (service: string, difference: Difference): void => {
    found.push({ ...difference, files, service });
  };
  for (const { message } of project.problems) note('', { kind: 'we refuse', ours: message, theirs: undefined });
  const settings = containersOf(project);
  const compared: Compared[] = [];
  for (const [index, service] of project.services.entries()) {
    const own = settings[index];
    const other = theirs.services[service.name];
    if (own === undefined || other === undefined) {
      note(service.name, { kind: 'services', ours: service.name, theirs: undefined });
      continue;
    }
    const one = compareService(own, service, other, { folder: project.directory, volumes: theirs.volumes });
    for (const difference of one.differences) note(service.name, difference);
    compared.push(one);
  }
  const names = new Set(project.services.map(({ name }) => name));
  for (const name of Object.keys(theirs.services)) {
    if (!names.has(name)) note(name, { kind: 'services', ours: undefined, theirs: name });
  }
  return { found, compared };
}

function read(path: string): ReadResult {
  try {
    return { ok: true, text: readFileSync(path, 'utf8') };
  } catch {
    return { ok: false, reason: 'missing', detail: 'no such file' };
  }
}
