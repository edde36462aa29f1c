import type { Dockerfile } from '../../parse/dockerfile/ast.ts';
import { withLastAnswer } from '../../parse/last-answer.ts';
import type { ShellWord, SimpleCommand } from '../../parse/shell/script.ts';
import { commandLine, said, type CommandLine, type Grammar } from './command-line.ts';
import { runsOf, type Run } from './runs.ts';

export type Manager =
  | 'apt-get'
  | 'apt'
  | 'apk'
  | 'yum'
  | 'dnf'
  | 'microdnf'
  | 'tdnf'
  | 'zypper'
  | 'pacman'
  | 'pip'
  | 'npm'
  | 'pnpm'
  | 'yarn'
  | 'gem'
  | 'go';

/** A package manager at work: `apt-get install -y curl`. */
export interface PackageCall extends CommandLine {
  readonly manager: Manager;
  /** The first operand, in lower case; empty where there is none. */
  readonly verb: string;
  /** The operands behind the verb. */
  readonly rest: readonly ShellWord[];
  readonly command: SimpleCommand;
  readonly run: Run;
}

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));
const apt: Grammar = { valued: set('t target-release o option c config-file a host-architecture default-release') };
const yum: Grammar = {
  valued: set(
    'c config d e R x exclude enablerepo disablerepo repo repoid setopt installroot releasever disableplugin enableplugin forcearch',
  ),
};
const node: Grammar = {
  valued: set(
    'prefix registry C w workspace tag cache loglevel userconfig globalconfig omit include only cwd cache-folder modules-folder network-timeout',
  ),
};

const grammars: Readonly<Record<Manager, Grammar>> = {
  'apt-get': apt,
  apt,
  apk: { valued: set('t virtual X repository p root repositories-file keys-dir cache-dir arch wait') },
  yum,
  dnf: yum,
  microdnf: yum,
  tdnf: yum,
  zypper: { valued: set('R root plus-repo p from r repo D reposd-dir C cache-dir t type c config releasever') },
  pacman: {},
  pip: {
    valued: set(
      'r requirement c constraint build-constraint e editable t target platform python-version implementation abi root prefix src upgrade-strategy no-binary only-binary progress-bar i index-url extra-index-url f find-links trusted-host proxy timeout retries cache-dir cert client-cert exists-action log python b build global-option config-settings install-option use-feature use-deprecated report',
    ),
  },
  npm: node,
  pnpm: node,
  yarn: node,
  gem: {
    valued: set(
      'v version i install-dir n bindir s source p http-proxy platform P trust-policy g file config-file B build-root D',
    ),
  },
  go: {
    singleDash: true,
    valued: set(
      'C p o ldflags gcflags asmflags gccgoflags tags mod modfile overlay pkgdir toolexec buildmode compiler installsuffix exec covermode coverpkg',
    ),
  },
};

/** The programs by which package managers are called, as a rule needs them. */
export function programsOf(managers: readonly Manager[]): readonly string[] {
  return managers.includes('pip') ? [...managers, 'python'] : managers;
}

/** The calls of some package managers in the RUN lines of a Dockerfile, in order. */
export function packageCalls(dockerfile: Dockerfile, ...managers: readonly Manager[]): readonly PackageCall[] {
  return callsBy(allCalls(dockerfile), managers);
}

/** The calls of some package managers in one RUN. */
export function callsOf(run: Run, ...managers: readonly Manager[]): readonly PackageCall[] {
  return callsBy(callsIn(run), managers);
}

function callsBy(calls: readonly PackageCall[], managers: readonly Manager[]): readonly PackageCall[] {
  return calls.length === 0 ? calls : calls.filter(({ manager }) => managers.includes(manager));
}

const allCalls = withLastAnswer((dockerfile: Dockerfile) => runsOf(dockerfile).flatMap(callsIn));

const known = new WeakMap<Run, readonly PackageCall[]>();

function callsIn(run: Run): readonly PackageCall[] {
  const found = known.get(run);
  if (found !== undefined) return found;
  const calls: PackageCall[] = [];
  for (const command of run.commands) {
    const call = managerOf(command);
    if (call === undefined) continue;
    const { options, operands } = commandLine(call.words, grammars[call.manager]);
    const [verb, ...rest] = operands;
    const name = verb === undefined ? '' : said(verb).toLowerCase();
    calls.push({ options, operands, manager: call.manager, verb: name, rest, command, run });
  }
  known.set(run, calls);
  return calls;
}

function managerOf({
  name,
  words,
}: SimpleCommand): { readonly manager: Manager; readonly words: readonly ShellWord[] } | undefined {
  if (name.startsWith('pip') && /^pip[\d.]*$/.test(name)) return { manager: 'pip', words: words.slice(1) };
  if (name.startsWith('python') && /^python[\d.]*$/.test(name)) {
    const at = words.findIndex((word) => word.value === '-m');
    return at > 0 && words[at + 1]?.value === 'pip' ? { manager: 'pip', words: words.slice(at + 2) } : undefined;
  }
  const plain = name === 'dnf5' ? 'dnf' : name;
  return isManager(plain) ? { manager: plain, words: words.slice(1) } : undefined;
}

function isManager(name: string): name is Manager {
  return Object.hasOwn(grammars, name);
}
