import type { SourceFile } from '../../model/place.ts';
import type { Script } from '../shell/script.ts';
import type { YamlFault } from '../yaml-documents.ts';
import { githubScripts, isAction, isWorkflow } from './github.ts';
import { gitlabScripts, isGitlabPipeline } from './gitlab.ts';
import { isJustfile, justfileScripts } from './justfile.ts';
import { isMakefile, makefileScripts } from './makefile.ts';
import { isPackageManifest, packageScripts } from './package-json.ts';
import { isShellFile, shellFileScripts } from './shell-file.ts';
import { isTaskfile, taskfileScripts } from './taskfile.ts';
import { yamlFaults } from './yaml-tree.ts';

interface Host {
  readonly holds: (path: string) => boolean;
  readonly scripts: (file: SourceFile) => readonly Script[];
  readonly isYaml?: true;
}

const hosts: readonly Host[] = [
  { holds: isWorkflow, scripts: githubScripts, isYaml: true },
  { holds: isAction, scripts: githubScripts, isYaml: true },
  { holds: isGitlabPipeline, scripts: gitlabScripts, isYaml: true },
  { holds: isTaskfile, scripts: taskfileScripts, isYaml: true },
  { holds: isPackageManifest, scripts: packageScripts, isYaml: true },
  { holds: isMakefile, scripts: makefileScripts },
  { holds: isJustfile, scripts: justfileScripts },
  { holds: isShellFile, scripts: shellFileScripts },
];

/** Whether a file of this path may hold shell: what the collector reads for `scriptsOf`. */
export function isScriptHost(path: string): boolean {
  return hosts.some((host) => host.holds(path));
}

/** What of a file could not be read, where its scripts stand in YAML or JSON. */
export function hostFaults(file: SourceFile): readonly YamlFault[] {
  return hosts.find(({ holds }) => holds(file.path))?.isYaml === true ? yamlFaults(file) : [];
}

/** The shell that stands in a workflow, pipeline, makefile, manifest or script; never throws. */
export function scriptsOf(file: SourceFile): readonly Script[] {
  const host = hosts.find(({ holds }) => holds(file.path));
  return host === undefined ? shellFileScripts(file) : host.scripts(file);
}
