import { join } from 'node:path';
import { GuardError } from '../errors.ts';
import { oneLine } from './output.ts';
import type { LocalFiles } from './ports.ts';

/**
 * Compares every blob of an OCI layout with the digest it is named by; GuardError TRIVY_RUN where one differs. Trivy reads
 * layers without looking at their digests, so a changed layer would be reported on as the one it pretends to be. A path that
 * is no layout is left to Trivy.
 */
export async function verifyLayout(path: string, files: Pick<LocalFiles, 'names' | 'sha256'>): Promise<void> {
  const folder = join(path, 'blobs', 'sha256');
  for (const name of (await files.names(folder)) ?? []) {
    const actual = await files.sha256(join(folder, name));
    if (actual !== name) {
      throw new GuardError(
        'TRIVY_RUN',
        `The image layout ${oneLine(path)} is damaged: blob ${oneLine(name)} has SHA-256 ${actual}. Export it again.`,
      );
    }
  }
}
