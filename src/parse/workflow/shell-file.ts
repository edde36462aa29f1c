import type { SourceFile } from '../../model/place.ts';
import { shells } from '../shell/inner.ts';
import { scriptOfRange } from '../shell/mapping.ts';
import type { Script } from '../shell/script.ts';

const scriptFolder =
  /(?:^|\/)(?:s?bin|scripts?|hack|ci|tools?|build|hooks|\.husky|\.githooks|\.buildkite|\.circleci|docker|rootfs)\/(?:.*\/)?[^/.]+$/;
const scriptName =
  /(?:^|\/)(?:[\w-]*(?:entrypoint|entry-point)|run|start|stop|build|deploy|test|configure|setup|install|bootstrap|release|publish|ci|dev|up|down|devctl|ctl|do)[^/.]*$/;

/** Whether a path may be a shell script: by its ending, or a name without one where scripts tend to be. */
export function isShellFile(path: string): boolean {
  return /\.(?:sh|bash|ksh|dash|ash)$/.test(path) || scriptFolder.test(path) || scriptName.test(path);
}

/** A file as one script, if its `#!` line or else its ending says so. */
export function shellFileScripts(file: SourceFile): readonly Script[] {
  const head = file.text.slice(0, 256);
  const shell = head.startsWith('#!') ? shebangShell(head) : /\.(?:sh|bash|ksh|dash|ash)$/.test(file.path) ? 'sh' : undefined;
  return shell === undefined ? [] : [scriptOfRange(file)];
}

/** The shell of a `#!` line; undefined where it names none of the `sh` family. */
export function shebangShell(text: string): string | undefined {
  const words = /^#!\s*([^\r\n]*)/.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
  const names = words.map((word) => word.slice(word.lastIndexOf('/') + 1));
  const name = names[0] === 'env' ? names.slice(1).find((word) => !word.startsWith('-') && !word.includes('=')) : names[0];
  return name !== undefined && shells.has(name) ? name : undefined;
}
