import type { Sources } from '../model/artifact.ts';
import type { Gap } from '../model/finding.ts';
import type { Place, SourceFile } from '../model/place.ts';
import { unclosedBlock } from '../parse/bake/hcl.ts';
import { bakeTargets } from '../parse/bake/targets.ts';
import { folderOf, pathFrom } from '../parse/compose/paths.ts';
import { locate } from '../parse/lines.ts';
import { buildsOfWorkflow } from '../parse/workflow/builds.ts';
import { yamlFaults } from '../parse/workflow/yaml-tree.ts';
import type { ReadResult } from '../ports.ts';
import type { BuildWish } from './build.ts';
import { buildOfBake, buildOfStep } from './script-builds.ts';

/** What the steps of workflows build, and the targets of the bake files that bake finds by itself or a step names. */
export async function bakeBuilds(
  { scripts, bakeFiles }: Sources,
  read: (path: string) => Promise<ReadResult>,
): Promise<readonly BuildWish[]> {
  const wishes: BuildWish[] = [];
  const together = new Map<string, { readonly files: SourceFile[]; readonly folder: string }>();
  for (const file of bakeFiles) {
    const folder = folderOf(file.path);
    const known = together.get(folder);
    if (known === undefined) together.set(folder, { files: [file], folder });
    else known.files.push(file);
  }
  for (const workflow of scripts) {
    const { builds, bakes } = buildsOfWorkflow(workflow);
    wishes.push(...builds.map(buildOfStep));
    for (const { folder, files: named } of bakes) {
      const paths = named.flatMap((path) => pathFrom('.', `${folder}/${path}`) ?? []);
      const key = paths.join('\n');
      if (paths.length === 0 || together.has(key)) continue;
      const files: SourceFile[] = [];
      for (const path of paths.filter((each) => /\.(?:hcl|json)$/.test(each))) {
        const result = await read(path);
        if (result.ok) files.push({ path, text: result.text });
      }
      together.set(key, { files, folder });
    }
  }
  for (const { files, folder } of together.values()) {
    const group = files.map(({ path }) => path).join('\n');
    const own = files[0] === undefined ? '.' : folderOf(files[0].path);
    const folders = [...new Set([pathFrom('.', folder) ?? '.', own, '.'])];
    wishes.push(...bakeTargets(files.toSorted(byReading)).map((target) => buildOfBake(target, folders, group)));
  }
  return wishes;
}

/** What of a bake file cannot be read. Bake refuses it as well, unless a limit of ours leaves it out. */
export function gapsOfBake(file: SourceFile): readonly Gap[] {
  const { path } = file;
  if (path.endsWith('.json')) {
    return yamlFaults(file).map(({ message, at, cut = false }) => gapOf(at, message, cut));
  }
  const at = unclosedBlock(file);
  return at === undefined ? [] : [gapOf(at, 'not readable as HCL: nothing closes this block', false)];
}

function gapOf(at: Place, detail: string, blocking: boolean): Gap {
  return { artifact: at.file.path, reason: 'unparsable', detail, location: locate(at), blocking };
}

/** Bake reads `docker-bake.json` first and lays the override files on top. */
function byReading(one: SourceFile, other: SourceFile): number {
  const rank = ({ path }: SourceFile): number => (/\.override\.\w+$/.test(path) ? 2 : 0) + (path.endsWith('.hcl') ? 1 : 0);
  return rank(one) - rank(other);
}
