import type { TerminalStream } from '../adapters/console.ts';

/** What a command knows of where it runs. */
export interface Terminal {
  /** The current folder. */
  readonly folder: string;
  /** Writes a result, as it is. */
  print(text: string): void;
  /** Writes a long result, each part when the one before has been taken. */
  printParts(parts: Iterable<string>): Promise<void>;
  /** Where progress and warnings go. */
  readonly errors: TerminalStream;
  /** Whether results may be coloured: a terminal, and NO_COLOR is not set; or FORCE_COLOR is. */
  readonly colours: boolean;
  /** Whether results may hold more than ASCII. */
  readonly unicode: boolean;
  /** Columns. */
  readonly width: number;
}
