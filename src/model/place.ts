/** A text under judgement. `path` is relative to the scanned root, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Half-open UTF-16 offsets into a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span in a file: what every parsed value carries, and what a rule points at. */
export interface Place {
  readonly file: SourceFile;
  readonly span: Span;
}

/** A place as people read it: lines and columns count from 1, columns in UTF-16 units, the end column is exclusive. */
export interface Location {
  readonly path: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
