import type { ShellWord } from '../../parse/shell/script.ts';
import { maySplit } from '../../parse/shell/word.ts';
import { defineRule, type RuleDefinition } from '../rule.ts';
import { said } from './command-line.ts';
import { packageCalls, programsOf, type Manager, type PackageCall } from './package-call.ts';

interface Pins {
  readonly managers: readonly Manager[];
  /** The packages a call installs, undefined where it installs none. */
  readonly packages: (call: PackageCall) => readonly ShellWord[] | undefined;
  /** Whether a package as written names its version, or is a file or folder. */
  readonly isPinned: (text: string, call: PackageCall) => boolean;
}

type Texts = Pick<
  RuleDefinition<'dockerfile'>,
  'id' | 'title' | 'profile' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'
>;

/** A rule against installing packages without a version; the package managers differ in how they spell one. */
export function pinRule(texts: Texts, pins: Pins): RuleDefinition<'dockerfile'> {
  return defineRule({
    ...texts,
    severity: 'low',
    confidence: 'certain',
    subject: 'dockerfile',
    needs: programsOf(pins.managers),
    *check({ dockerfile }) {
      for (const call of packageCalls(dockerfile, ...pins.managers)) {
        const loose = (pins.packages(call) ?? []).filter((word) => !isUnknown(word) && !pins.isPinned(said(word), call));
        if (loose.length === 0) continue;
        const names = loose.slice(0, 3).map((word) => `\`${shown(word)}\``);
        const more = loose.length > 3 ? ` and ${loose.length - 3} more` : '';
        yield {
          at: call.command.at,
          key: loose.map(shown).join(' '),
          message: `\`${call.manager}\` installs ${names.join(', ')}${more} in whatever version is newest.`,
        };
      }
    },
  });
}

/** A package as written, without the login that an address may hold. */
function shown(word: ShellWord): string {
  return said(word).replace(/\/\/[^/@]*@/, '//');
}

/** Whether a word may stand for anything: a variable alone, or one that can become several words. */
function isUnknown(word: ShellWord): boolean {
  if (word.value !== undefined || hasOnlyExtras(word)) return false;
  return maySplit(word) || word.pieces?.every((piece) => 'hole' in piece || piece.text === '') === true;
}

/** Whether what a shell may expand are the extras of a package alone: no file is called so. */
function hasOnlyExtras({ pieces = [] }: ShellWord): boolean {
  return pieces.every((piece) => 'text' in piece || /^\[[\w.,-]+\]$/.test(piece.hole));
}

/** The operands behind the verb, where the verb installs. */
export function installs(...verbs: readonly string[]): (call: PackageCall) => readonly ShellWord[] | undefined {
  return (call) => (verbs.includes(call.verb) ? call.rest : undefined);
}

export const pinningReferences: readonly string[] = [
  'https://docs.docker.com/build/building/best-practices/#apt-get',
  'OWASP Docker Security Cheat Sheet, rule 13',
];
