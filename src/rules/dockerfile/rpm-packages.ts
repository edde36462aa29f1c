import type { ShellWord } from '../../parse/shell/script.ts';
import { said } from './command-line.ts';
import type { PackageCall } from './package-call.ts';

/** What `yum install` and `dnf module install` install; groups have no version to name. */
export function rpmPackages({ verb, rest }: PackageCall): readonly ShellWord[] | undefined {
  if (verb === 'install' || verb === 'in') return rest.filter((word) => !said(word).startsWith('@'));
  const [second, ...packages] = rest;
  return verb === 'module' && second !== undefined && said(second) === 'install' ? packages : undefined;
}

/** Whether a package names its version: `httpd-2.4.57`, a module's stream, a file or an address. */
export function rpmIsPinned(text: string, { verb }: PackageCall): boolean {
  return verb === 'module' ? text.includes(':') : /-[\d$]|[=/]|\.rpm$/.test(text);
}

/** Whether a call downloads packages and the index of their repositories. */
export function fillsRpmCache({ verb, rest }: PackageCall): boolean {
  if (verb === 'module' || verb === 'group') return rest[0] !== undefined && said(rest[0]) === 'install';
  return /^(?:group|local|re)?install$|^(?:in|rei|install-n|install-na|install-nevra)$/.test(verb);
}

/** `yum clean all`, with any options. */
export function cleansAll({ verb, rest }: PackageCall): boolean {
  return verb === 'clean' && rest.some((word) => said(word) === 'all');
}
