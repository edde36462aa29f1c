import type { Place, SourceFile } from '../../model/place.ts';

/**
 * A word of an instruction. `raw` is the text as BuildKit sees it after line continuations and comment lines inside them
 * are gone, quotes and escapes kept; `at` covers it in the file.
 */
export interface Word {
  readonly raw: string;
  readonly at: Place;
}

export interface Flag {
  /** Without dashes. */
  readonly name: string;
  /** Absent for a bare `--link`. Its `raw` has lost its quotes and escapes, which BuildKit takes off flags before it expands them. */
  readonly value?: Word;
  readonly at: Place;
}

export interface Heredoc {
  readonly name: string;
  readonly fileDescriptor: number;
  /** False where the name was quoted: then nothing in the body is expanded. */
  readonly expand: boolean;
  /** `<<-`: leading tabs are removed from the content. */
  readonly chomp: boolean;
  /** The body as it is in the file, without the closing line. */
  readonly content: string;
  /** The `<<EOF` on the instruction's line, with its file descriptor. */
  readonly marker: Word;
  /** The body: exactly `content`. */
  readonly at: Place;
}

/** `NAME=value` of ENV, ARG and LABEL. `value` is absent for `ARG NAME`. */
export interface Pair {
  readonly name: Word;
  readonly value?: Word;
}

interface Base {
  /** The whole instruction with its heredocs, without the final line end. */
  readonly at: Place;
  readonly keywordAt: Place;
  readonly flags: readonly Flag[];
  /** An ONBUILD has none: they belong to its trigger. */
  readonly heredocs: readonly Heredoc[];
  /** -1 before the first FROM. */
  readonly stage: number;
}

/** Where a piece of a joined text comes from: the offset `from` in the text is the offset `to` in the file, up to the next piece. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/**
 * A command in shell form (`command`: the line after continuations, `segments` its pieces in order) or exec form (`exec`: the
 * decoded JSON strings, whose places take in the quotes).
 */
export type CommandForm =
  | { readonly form: 'shell'; readonly command: Word; readonly segments: readonly Segment[] }
  | { readonly form: 'exec'; readonly exec: readonly Word[] };

/** What each instruction says, by its keyword. Sources of COPY and ADD that are heredocs are not among `sources`. */
interface Bodies {
  readonly FROM: { readonly image: Word; readonly alias?: Word };
  readonly RUN: CommandForm;
  readonly CMD: CommandForm;
  readonly ENTRYPOINT: CommandForm;
  readonly SHELL: { readonly form: 'exec'; readonly exec: readonly Word[] };
  readonly ENV: { readonly pairs: readonly Pair[] };
  readonly LABEL: { readonly pairs: readonly Pair[] };
  readonly ARG: { readonly pairs: readonly Pair[] };
  readonly USER: { readonly argument: Word };
  readonly WORKDIR: { readonly argument: Word };
  readonly STOPSIGNAL: { readonly argument: Word };
  readonly MAINTAINER: { readonly argument: Word };
  readonly EXPOSE: { readonly values: readonly Word[] };
  readonly VOLUME: { readonly values: readonly Word[] };
  readonly COPY: { readonly sources: readonly Word[]; readonly destination: Word };
  readonly ADD: { readonly sources: readonly Word[]; readonly destination: Word };
  readonly HEALTHCHECK: { readonly none: boolean; readonly test?: CommandForm };
  readonly ONBUILD: { readonly trigger: Instruction };
}

export type Keyword = keyof Bodies;
/** Told apart by `keyword`. */
export type Instruction = { readonly [K in Keyword]: Base & { readonly keyword: K } & Bodies[K] }[Keyword];
export type InstructionOf<K extends Keyword> = Extract<Instruction, { readonly keyword: K }>;

export interface Stage {
  readonly index: number;
  /** Lower case, as Docker compares it. */
  readonly name?: string;
  readonly from: InstructionOf<'FROM'>;
  /** Without the FROM. */
  readonly instructions: readonly Instruction[];
}

/** `# syntax=`, `# escape=`, `# check=` at the head of the file. */
export interface Directive {
  readonly name: string;
  readonly value: string;
  readonly at: Place;
}

export interface Comment {
  /** Without the `#`, trimmed. */
  readonly text: string;
  readonly at: Place;
}

/** What BuildKit would refuse, and where. The rest of the file is parsed all the same. */
export interface Problem {
  readonly message: string;
  readonly at: Place;
}

export interface Dockerfile {
  readonly file: SourceFile;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** ARGs before the first FROM. */
  readonly globalArgs: readonly InstructionOf<'ARG'>[];
  readonly stages: readonly Stage[];
  /** All of them in the order of the file, those before the first FROM too. */
  readonly instructions: readonly Instruction[];
  readonly problems: readonly Problem[];
}
