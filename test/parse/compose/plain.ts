import { loadProject } from '../../../src/parse/compose/load.ts';
import type { ComposeProject, Value } from '../../../src/parse/compose/project.ts';
import type { ReadResult } from '../../../src/ports.ts';

/** A value as plain data, without its places. */
export function plain(value: Value): unknown {
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'list') return value.items.map(plain);
  return Object.fromEntries([...value.entries.values()].map((entry) => [entry.key, plain(entry.value)]));
}

/** Reads from texts by path. */
export function reader(texts: Readonly<Record<string, string>>): (path: string) => Promise<ReadResult> {
  return (path) => {
    const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
    return Promise.resolve(text === undefined ? { ok: false, reason: 'missing', detail: 'no such file' } : { ok: true, text });
  };
}

/** The project of these files, the ones named `compose*.yaml` in the root merged in their order. */
export function project(
  texts: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<ComposeProject> {
  const paths = Object.keys(texts).filter((path) => /^compose[^/]*\.yaml$/.test(path));
  return loadProject(paths, reader(texts), { environment });
}

/** The plain settings of one service. */
export function settingsOf({ services }: ComposeProject, name: string): unknown {
  const service = services.find((candidate) => candidate.name === name);
  return service && plain(service.settings);
}

/** The messages of a project's problems. */
export function messages({ problems }: ComposeProject): readonly string[] {
  return problems.map(({ message }) => message);
}
