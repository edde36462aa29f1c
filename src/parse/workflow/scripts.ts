import type { SourceFile } from '../../model/place.ts';
import type { Script } from '../shell/script.ts';
import { githubScripts, isAction, isWorkflow } from './github.ts';
import { gitlabScripts, isGitlabPipeline } from './gitlab.ts';
import { isJustfile, justfileScripts } from './justfile.ts';
import { isMakefile, makefileScripts } from './makefile.ts';
import { isPackageManifest, packageScripts } from './package-json.ts';
import { isShellFile, shellFileScripts } from './shell-file.ts';
import { isTaskfile, taskfileScripts } from './taskfile.ts';

interface Host {
  readonly holds: (path: string) => boolean;
  readonly scripts: (file: SourceFile) => readonly Script[];
}

const hosts: readonly Host[] = [
  { holds: isWorkflow, scripts: githubScripts },
  { holds: isAction, scripts: githubScripts },
  { holds: isGitlabPipeline, scripts: gitlabScripts },
  { holds: isTaskfile, scripts: taskfileScripts },
  { holds: isPackageManifest, scripts: packageScripts },
  { holds: isMakefile, scripts: makefileScripts },
  { holds: isJustfile, scripts: justfileScripts },
  { holds: isShellFile, scripts: shellFileScripts },
];

/** Whether a file of this path may hold shell: what the collector reads for `scriptsOf`. */
export function isScriptHost(path: string): boolean {
  return hosts.some((host) => host.holds(path));
}

/** The shell that stands in a workflow, pipeline, makefile, manifest or script; never throws. */
export function scriptsOf(file: SourceFile): readonly Script[] {
  const host = hosts.find(({ holds }) => holds(file.path));
  return host === undefined ? shellFileScripts(file) : host.scripts(file);
}
