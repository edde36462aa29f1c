import { GuardError } from '../errors.ts';

export interface ArchiveEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
}

/** What an archive reader meets: an entry, and behind that of the program its bytes. */
export type ArchivePiece = ArchiveEntry | Uint8Array;

/** Whether an entry is the program, at the top of the archive. */
export function isProgram({ kind, name }: ArchiveEntry, program: string): boolean {
  return kind === 'file' && name.replace(/^\.\//, '') === program;
}

/** TRIVY_REFUSED with what is wrong with an archive. */
export function refusedArchive(what: string): GuardError {
  return new GuardError('TRIVY_REFUSED', `The Trivy archive is refused and nothing of it is kept: ${what}.`);
}

/** A name out of an archive, for a message. */
export function printable(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 120);
}
