import type { ContainerSettings } from '../model/container.ts';
import type { Gap } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import { folderOf, pathFrom } from '../parse/compose/paths.ts';
import { locate } from '../parse/lines.ts';
import type { Tree } from './build-context.ts';

/** The file with the system calls that a container may use. */
export interface SeccompProfile {
  /** Relative to the scanned root. */
  readonly path: string;
  /** The security option that names it. */
  readonly at: Place;
  /** What it does with a call that it does not name, and whether it refuses any; absent where there is no such file. */
  readonly says?: { readonly allowsByDefault: boolean; readonly refusesSome: boolean };
}

/**
 * The profile that a container's last `seccomp` option names; undefined where it names none or what it says is a gap.
 * @param folder what the path counts from; of a command that is not known, and only a file that is found counts
 * @see https://docs.docker.com/engine/security/seccomp/
 */
export async function seccompProfileOf(
  { securityOptions }: ContainerSettings,
  folder: string | undefined,
  tree: Tree,
  gaps: Gap[],
): Promise<SeccompProfile | undefined> {
  const option = securityOptions.items.findLast(({ value }) => /^seccomp[:=]/i.test(value.trim()));
  const written = option?.value.trim().replace(/^seccomp[:=]/i, '');
  if (option === undefined || written === undefined || /^(?:unconfined|builtin|)$/i.test(written) || /[{$]/.test(written))
    return undefined;
  const { at } = option;
  const gap = (reason: Gap['reason'], why: string): undefined => {
    const detail = `the seccomp profile ${written} ${why}`;
    gaps.push({ artifact: at.file.path, reason, detail, location: locate(at), blocking: false });
  };
  const folders = folder === undefined ? [...new Set([folderOf(at.file.path), '.'])] : [folder];
  for (const from of folders) {
    const path = pathFrom(from, written);
    if (path === undefined) return gap('unresolved', 'is outside of what is scanned');
    const result = await tree.read(path);
    if (result.ok) {
      const says = read(result.text);
      return says === undefined ? gap('unparsable', 'is no JSON with a `defaultAction`') : { path, at, says };
    }
    if (result.reason !== 'missing') return gap('unreadable', result.detail);
    if (folder !== undefined) return { path, at };
  }
  return undefined;
}

/** Actions that let a call through; without a tracer or an agent, all others stop it. */
const passing = new Set(['SCMP_ACT_ALLOW', 'SCMP_ACT_LOG']);

function read(text: string): SeccompProfile['says'] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const action = fieldOf(value, 'defaultAction');
  if (typeof action !== 'string') return undefined;
  const calls = fieldOf(value, 'syscalls');
  const refusesSome = Array.isArray(calls) && calls.some((call) => isRefusal(fieldOf(call, 'action')));
  return { allowsByDefault: passing.has(action), refusesSome };
}

function isRefusal(action: unknown): boolean {
  return typeof action === 'string' && !passing.has(action);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
