import type { ImageReference } from '../model/image.ts';
import type { Instruction, Stage } from '../parse/dockerfile/ast.ts';
import type { SimpleCommand } from '../parse/shell/script.ts';
import { buildCommands } from './build-commands.ts';
import { parseReference } from './reference.ts';
import type { StagePosture } from './stage.ts';

/** What a well-known image surely does not have, and in which words to say so. */
export interface Lacking {
  readonly programs: ReadonlySet<string>;
  readonly why: string;
}

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

const nothing: Lacking = { programs: set('sh bash curl wget nc'), why: 'holds no shell and no such programs' };
const ofAlpine: Lacking = { programs: set('bash curl'), why: 'is made of Alpine, which has BusyBox’s `wget` and no `curl`' };
const ofBusybox: Lacking = { programs: set('bash curl'), why: 'is made of BusyBox, which has `wget` and no `curl`' };
const ofDebian: Lacking = { programs: set('curl wget nc'), why: 'is made of Debian or Ubuntu without tools for requests' };
const ofKeycloak: Lacking = { programs: set('curl wget nc'), why: 'has had no tools for requests since release 20' };

/** Official images whose Alpine and slim variants install neither in what they ship: read in their Dockerfiles, 2026-08. */
const languages = set('node python ruby golang rust');

/** What an image surely lacks, by its name and tag; undefined where nobody knows. */
export function lackingIn(reference: string): Lacking | undefined {
  if (reference === 'scratch') return nothing;
  const parsed = parseReference(reference);
  return parsed === undefined ? undefined : byName(parsed);
}

function byName({ repository, tag = 'latest' }: ImageReference): Lacking | undefined {
  if (/debug|dev\b/.test(tag)) return undefined;
  if (repository.startsWith('gcr.io/distroless/')) return nothing;
  if (/^mcr\.microsoft\.com\/dotnet\/(?:aspnet|runtime|runtime-deps)$/.test(repository)) return ofDotnet(tag);
  if (repository === 'quay.io/keycloak/keycloak') return /^(?:2\d|3\d|latest$)/.test(tag) ? ofKeycloak : undefined;
  if (repository === 'docker.io/prom/prometheus' && !tag.includes('distroless')) return ofBusybox;
  const name = /^docker\.io\/library\/([^/]+)$/.exec(repository)?.[1];
  if (name === 'alpine') return ofAlpine;
  if (name === 'busybox') return ofBusybox;
  if (name === 'debian' || name === 'ubuntu') return ofDebian;
  if (name === undefined || !languages.has(name)) return undefined;
  if (/(?:^|-)alpine/.test(tag)) return ofAlpine;
  return /(?:^|-)slim/.test(tag) ? ofDebian : undefined;
}

function ofDotnet(tag: string): Lacking | undefined {
  if (/chiseled|distroless/.test(tag)) return nothing;
  if (tag.includes('alpine')) return ofAlpine;
  return /azurelinux|mariner|windows|nanoserver|extra/.test(tag) ? undefined : ofDebian;
}

/**
 * Whether a stage surely lacks a program, and why: its base image does, and nothing that the stages do on the way can bring it.
 * A step that nobody understands may, and a program that is named anywhere is there.
 */
export function lackedBy(stage: StagePosture, program: string): string | undefined {
  const answers = asked.get(stage) ?? new Map<string, string | undefined>();
  asked.set(stage, answers);
  if (!answers.has(program)) answers.set(program, whyLacked(stage, program));
  return answers.get(program);
}

const asked = new WeakMap<StagePosture, Map<string, string | undefined>>();

function whyLacked({ base, chain, dockerfile }: StagePosture, program: string): string | undefined {
  const lacking = base.state === 'known' ? lackingIn(base.value) : undefined;
  if (base.state !== 'known' || lacking === undefined || !lacking.programs.has(program)) return undefined;
  const commands = new Map<Instruction, SimpleCommand[]>();
  for (const { instruction, command } of buildCommands(dockerfile)) {
    const known = commands.get(instruction);
    if (known === undefined) commands.set(instruction, [command]);
    else known.push(command);
  }
  const brings = (stage: Stage): boolean =>
    stage.instructions.some((instruction) => mayBring(instruction, commands.get(instruction), program));
  return chain.some(brings) ? undefined : `\`${base.value}\` ${lacking.why}`;
}

function mayBring(instruction: Instruction, commands: readonly SimpleCommand[] | undefined, program: string): boolean {
  if (instruction.keyword === 'RUN') {
    if (instruction.form === 'shell' && (program === 'sh' || program === 'bash')) return true;
    return commands === undefined || commands.some((command) => mayInstall(command, program));
  }
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return false;
  const words = [...instruction.sources, instruction.destination].map(({ raw }) => raw);
  return words.some((word) => nameOf(word).includes(program) || holdsPrograms.test(word));
}

/** Folders that programs are found in, and everything that holds one. */
const holdsPrograms = /^\/?(?:$|\*|(?:usr\/?(?:local\/?)?)?$|(?:.*\/)?s?bin(?:\/|$)|rootfs|busybox)|\$/;

const managers = set('apk apt apt-get yum dnf microdnf zypper pacman');
/** Programs of builds that bring no program of the system; any other may. */
const plain = set(
  'adduser addgroup useradd groupadd chmod chown cp mv ln mkdir rm touch echo printf cat sed set cd export true test apk apt apt-get apt-mark npm npx pnpm yarn node corepack pip pip3 python python3 poetry uv uvx gem bundle bundler rake go cargo rustup rustc dotnet update-ca-certificates ldconfig find xargs sort id setcap passwd usermod chgrp install-d locale-gen ls',
);

function mayInstall({ name, words }: SimpleCommand, program: string): boolean {
  if (words.some(({ raw }) => nameOf(raw).includes(program))) return true;
  if (managers.has(name)) return words.some(({ value }) => value === undefined);
  return !plain.has(name);
}

function nameOf(word: string): string {
  return word.split('/').at(-1) ?? '';
}
