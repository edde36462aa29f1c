import type { SourceFile } from '../../model/place.ts';
import { isText, yamlTrees } from './yaml-tree.ts';

/**
 * The folders that the `run:` texts of a GitHub workflow or action start in: `working-directory` of the step, else of the
 * job's defaults, else of the workflow's; `.` where none is set and undefined behind an expression. Asked by an offset in the file.
 */
export function workingDirectories(file: SourceFile): (offset: number) => string | undefined {
  if (!file.text.includes('working-directory')) return () => '.';
  const found: { readonly start: number; readonly end: number; readonly folder: string | undefined }[] = [];
  for (const tree of yamlTrees(file)) {
    const own = tree.get(tree.root, 'defaults', 'run', 'working-directory');
    const steps = (list: unknown, fallback: unknown): void => {
      for (const step of tree.items(list)) {
        const run = tree.get(step, 'run');
        if (!isText(run) || run.range === undefined || run.range === null) continue;
        const folder = tree.get(step, 'working-directory') ?? fallback;
        found.push({ start: run.range[0], end: run.range[1], folder: folder === undefined ? '.' : known(folder) });
      }
    };
    for (const { value: job } of tree.entries(tree.get(tree.root, 'jobs'))) {
      steps(tree.get(job, 'steps'), tree.get(job, 'defaults', 'run', 'working-directory') ?? own);
    }
    steps(tree.get(tree.root, 'runs', 'steps'), undefined);
  }
  return (offset) => {
    const run = found.find(({ start, end }) => start <= offset && offset < end);
    return run === undefined ? '.' : run.folder;
  };
}

function known(folder: unknown): string | undefined {
  return isText(folder) && !folder.value.includes('${{') ? folder.value : undefined;
}
