import type { Place, SourceFile } from '../../model/place.ts';

/** Where a run of a script's text stands in its file. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /**
   * Set where every character of the segment stands for the same `width` units of the file (`\"` in JSON, `$$` in a
   * Makefile); elsewhere text and file move in step.
   */
  readonly width?: number;
}

/**
 * A piece of shell that stands inside another file: `text` is what the shell gets, `segments` maps it back.
 * Segments are in order and cover the text.
 */
export interface Script {
  readonly file: SourceFile;
  readonly text: string;
  readonly segments: readonly Segment[];
  /** Ranges of the text that something else fills in before the shell sees it: `${{ … }}`, `$(VAR)` of make. In order, apart. */
  readonly unknown?: readonly { readonly from: number; readonly to: number }[];
}

/** A part of a word that has no static value. */
export interface Hole {
  /** As it is written: `$USER`, `${TAG:-latest}`, `$(pwd)`, `*`, `~`. */
  readonly hole: string;
  /** The `value` of `${X:-value}`. */
  readonly fallback?: string;
  /** Whether it can become several words or none. */
  readonly splits: boolean;
}

export type ShellPiece = { readonly text: string } | Hole;

/** A word of a simple command. `value` is absent where it depends on a variable, a substitution or a glob. */
export interface ShellWord {
  readonly raw: string;
  readonly value?: string;
  /** Where `value` is absent: what is static and what is not, in order. */
  readonly pieces?: readonly ShellPiece[];
  readonly at: Place;
}

export interface ShellAssignment {
  readonly name: string;
  readonly value?: string;
  readonly at: Place;
}

export interface Redirection {
  readonly operator: string;
  /** The number in front: 2 for `2>`. */
  readonly descriptor?: number;
  readonly target?: ShellWord;
}

/** A simple command with what stands around it. */
export interface SimpleCommand {
  /** The program, without its folder: `curl` for `/usr/bin/curl`; empty where unknown. */
  readonly name: string;
  /** All words, the name's first. Assignments in front are in `assignments`. */
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirections: readonly Redirection[];
  /** All of it as written: wrappers, assignments, words, redirections. */
  readonly at: Place;
  /** The pipeline it stands in, and its place there, from 0. Members of a group or subshell in the pipeline count. */
  readonly pipeline: readonly SimpleCommand[];
  readonly position: number;
  /** The wrappers it runs below and that have been looked through, outermost first: `sudo`, `env`, `sh`, `exec`. */
  readonly wrappers: readonly string[];
  /** The command whose words, `-c` text or here-document it stands in. */
  readonly inside?: SimpleCommand;
}

export interface ScriptProblem {
  /** Whether text was left unread. What a shell refuses as well is read on behind the error. */
  readonly unread: boolean;
  readonly message: string;
  readonly at: Place;
}

export interface ParsedScript {
  /** In the order of the text, nested ones (subshells, `sh -c "…"`, functions, substitutions) too. */
  readonly commands: readonly SimpleCommand[];
  readonly problems: readonly ScriptProblem[];
}

/** Whether a command runs on another machine, so that its files and folders are not those of its script. */
export function isElsewhere({ wrappers }: SimpleCommand): boolean {
  return wrappers.includes('ssh') || wrappers.includes('sshpass');
}
