import type { DockerCommand, DockerOption } from '../../parse/command/docker.ts';
import { isLiteralSecret } from '../../parse/secret/value.ts';
import { staticText } from './option-value.ts';

/** A password on the line of a login, a pull or a push. */
export interface LoginPassword {
  readonly option: DockerOption;
  /** Whether the password itself stands in the file. */
  readonly literal: boolean;
}

/** `--password`, and `--creds user:password` of podman. An empty one is none. */
export function loginPassword(docker: DockerCommand | undefined): LoginPassword | undefined {
  const option = docker?.options.findLast(({ name }) => name === 'creds' || (docker.verb === 'login' && name === 'password'));
  if (option?.value === undefined) return undefined;
  const text = staticText(option.value);
  const password = option.name === 'creds' ? text.replace(/^[^:]*:?/, '') : text;
  if (password === '') return undefined;
  return { option, literal: !password.includes('$') && isLiteralSecret(password) };
}
