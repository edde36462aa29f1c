import type { SourceFile } from '../model/place.ts';
import { folderOf, pathFrom } from '../parse/compose/paths.ts';
import { isMarkdown } from '../parse/workflow/fences.ts';
import { workingDirectories } from '../parse/workflow/folders.ts';
import { isAction, isWorkflow } from '../parse/workflow/github.ts';
import { isJustfile } from '../parse/workflow/justfile.ts';
import { isMakefile } from '../parse/workflow/makefile.ts';
import { isPackageManifest } from '../parse/workflow/package-json.ts';
import { isTaskfile } from '../parse/workflow/taskfile.ts';

/** Where a file's scripts start, by an offset in it: pipelines at the top, makefiles and manifests in their own folder. */
export function scriptStarts(file: SourceFile): (offset: number) => readonly string[] {
  const own = folderOf(file.path);
  if (isWorkflow(file.path) || isAction(file.path)) {
    const folder = workingDirectories(file);
    const others = isAction(file.path) ? ['.', own] : ['.'];
    return (offset) => [
      ...[folder(offset)].flatMap((path) => (path === undefined ? [] : (pathFrom('.', path) ?? []))),
      ...others,
    ];
  }
  const hosts = [isMakefile, isPackageManifest, isTaskfile, isJustfile, isMarkdown];
  const starts = hosts.some((holds) => holds(file.path)) ? [own, '.'] : ['.', own];
  return () => starts;
}
