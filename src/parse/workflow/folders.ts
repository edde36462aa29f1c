import type { SourceFile } from '../../model/place.ts';
import { isText, yamlTrees } from './yaml-tree.ts';

interface Run {
  readonly start: number;
  readonly end: number;
  readonly folder: string | undefined;
}

/**
 * The folders that the `run:` texts of a GitHub workflow or action start in: `working-directory` of the step, else of the
 * job's defaults, else of the workflow's; `.` where none is set and undefined behind an expression. Asked by an offset in the file.
 */
export function workingDirectories(file: SourceFile): (offset: number) => string | undefined {
  if (!file.text.includes('working-directory')) return () => '.';
  const found = new Map<number, Run>();
  for (const tree of yamlTrees(file)) {
    const own = tree.get(tree.root, 'defaults', 'run', 'working-directory');
    const steps = (list: unknown, fallback: unknown): void => {
      for (const step of tree.items(list)) {
        const run = tree.get(step, 'run');
        if (!isText(run) || run.range === undefined || run.range === null) continue;
        const folder = tree.get(step, 'working-directory') ?? fallback;
        const [start, end] = run.range;
        // A step that several jobs share by an alias starts where the first of them says.
        if (!found.has(start)) found.set(start, { start, end, folder: folder === undefined ? '.' : known(folder) });
      }
    };
    for (const { value: job } of tree.entries(tree.get(tree.root, 'jobs'))) {
      steps(tree.get(job, 'steps'), tree.get(job, 'defaults', 'run', 'working-directory') ?? own);
    }
    steps(tree.get(tree.root, 'runs', 'steps'), undefined);
  }
  const runs = [...found.values()].toSorted((one, other) => one.start - other.start);
  return (offset) => {
    const run = runAt(runs, offset);
    return run === undefined || run.end <= offset ? '.' : run.folder;
  };
}

/** The last of some runs, which are in order and apart, that starts at an offset or before it. */
function runAt(runs: readonly Run[], offset: number): Run | undefined {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return runs[low - 1];
}

function known(folder: unknown): string | undefined {
  return isText(folder) && !folder.value.includes('${{') ? folder.value : undefined;
}
