import type { SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import type { Dockerfile, Heredoc, Instruction, InstructionOf, Problem, Stage } from './ast.ts';
import { DirectiveHead } from './directives.ts';
import { readHeredocs } from './heredoc.ts';
import { readInstruction } from './instruction.ts';
import { LineReader, type PhysicalLine } from './reader.ts';
import { readStatement, type Statement } from './statement.ts';
import { skipSpace } from './whitespace.ts';

const HASH = 35;

/** How much text is read, in UTF-16 units. The largest of 2,174 public Dockerfiles has 10,132. */
const textLimit = 1024 * 1024;

/** Parses a Dockerfile as BuildKit does, in time linear to its length. Never throws: what BuildKit refuses is in `problems`. */
export function parseDockerfile(file: SourceFile): Dockerfile {
  return new Parser(file).parse();
}

class Parser {
  readonly #reader: LineReader;
  readonly #head: DirectiveHead;
  readonly #problems: Problem[] = [];
  readonly #instructions: Instruction[] = [];
  readonly #globalArgs: InstructionOf<'ARG'>[] = [];
  readonly #stages: { readonly from: InstructionOf<'FROM'>; readonly instructions: Instruction[] }[] = [];
  #isEmpty = true;

  constructor(file: SourceFile) {
    this.#reader = new LineReader(file);
    this.#head = new DirectiveHead(this.#reader);
  }

  parse(): Dockerfile {
    const { file } = this.#reader;
    for (let line = this.#reader.physical(); line; line = this.#reader.physical()) {
      if (line.start > textLimit) {
        const at = placeAt(file, line.start, line.start);
        this.#problems.push({ message: `Only the first ${textLimit} characters of the file are read`, at });
        break;
      }
      const start = skipSpace(file.text, line.start, line.end);
      if (this.#head.take(start, line.end) || start === line.end) continue;
      if (file.text.charCodeAt(start) === HASH) this.#reader.comment(start, line.end);
      else this.#statement(line);
    }
    if (this.#isEmpty) this.#whole('The file has no instructions');
    else if (this.#stages.length === 0) this.#whole('The file has no FROM');
    for (const at of this.#reader.oversized)
      this.#problems.push({ message: 'The line is longer than BuildKit reads (65,535 bytes)', at });
    return {
      file,
      escape: this.#reader.escape,
      directives: this.#head.directives,
      comments: this.#reader.comments,
      globalArgs: this.#globalArgs,
      stages: this.#stages.map(stageOf),
      instructions: this.#instructions,
      problems: inOrder([...this.#head.problems, ...this.#problems]),
    };
  }

  #statement(first: PhysicalLine): void {
    this.#isEmpty = false;
    const reader = this.#reader;
    const line = reader.logical(first);
    const statement = readStatement(line, 0, reader.escape);
    const heredocs = this.#heredocs(statement);
    const instruction = readInstruction(statement, {
      escape: reader.escape,
      stage: statement.keyword === 'FROM' ? this.#stages.length : this.#stages.length - 1,
      heredocs,
      end: Math.max(heredocs.at(-1)?.at.span.end ?? 0, heredocs.length > 0 ? this.#lastRead() : line.end),
      problems: this.#problems,
    });
    if (instruction) this.#place(instruction);
  }

  #heredocs(statement: Statement): readonly Heredoc[] {
    const { line, keyword, args, end } = statement;
    if (!line.text.includes('<<')) return [];
    const owner = keyword === 'ONBUILD' && args < end ? readStatement(line, args, this.#reader.escape) : statement;
    if (owner.keyword !== 'RUN' && owner.keyword !== 'COPY' && owner.keyword !== 'ADD') return [];
    // In exec form quotes hide every marker.
    const { heredocs, problems } = readHeredocs(line, this.#reader);
    this.#problems.push(...problems);
    return heredocs;
  }

  /** The end of the last line that was read, without its line end. */
  #lastRead(): number {
    const { text } = this.#reader.file;
    let end = this.#reader.offset;
    if (text.charAt(end - 1) === '\n') end -= 1;
    if (text.charAt(end - 1) === '\r') end -= 1;
    return end;
  }

  #place(instruction: Instruction): void {
    this.#instructions.push(instruction);
    const stage = this.#stages.at(-1);
    if (instruction.keyword === 'FROM') this.#stages.push({ from: instruction, instructions: [] });
    else if (stage) stage.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') this.#globalArgs.push(instruction);
    else this.#problems.push({ message: `${instruction.keyword} stands before the first FROM`, at: instruction.keywordAt });
  }

  #whole(message: string): void {
    const { file } = this.#reader;
    this.#problems.push({ message, at: placeAt(file, 0, file.text.length) });
  }
}

function stageOf(
  { from, instructions }: { from: InstructionOf<'FROM'>; instructions: readonly Instruction[] },
  index: number,
): Stage {
  return { index, ...(from.alias && { name: from.alias.raw.toLowerCase() }), from, instructions };
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.at.span.start - b.at.span.start);
}
