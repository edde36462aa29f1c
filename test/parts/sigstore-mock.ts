import type { KeyPairKeyObjectResult } from 'node:crypto';
import { createRequire } from 'node:module';

interface Mock {
  readonly initializeCA: (keys: KeyPairKeyObjectResult, log: CertificateLog, clock: Date) => Promise<CertificateAuthority>;
  readonly initializeCTLog: (keys: KeyPairKeyObjectResult, clock?: Date) => Promise<CertificateLog>;
  readonly initializeTLog: (url: string, keys: KeyPairKeyObjectResult, clock?: Date) => Promise<TransparencyLog>;
}

interface CertificateLog {
  readonly publicKey: Uint8Array;
}

interface CertificateAuthority {
  readonly rootCertificate: Uint8Array;
  issueCertificate(wishes: {
    readonly publicKey: Uint8Array;
    readonly subjectAltName: string;
    readonly extensions: readonly { readonly oid: string; readonly value: string; readonly legacy?: boolean }[];
  }): Promise<Uint8Array>;
}

interface TransparencyLog {
  readonly publicKey: Uint8Array;
  log(entry: object): Promise<Readonly<Record<string, LogEntry>>>;
}

interface LogEntry {
  readonly body: string;
  readonly integratedTime: number;
  readonly logID: string;
  readonly logIndex: number;
  readonly verification: {
    readonly signedEntryTimestamp: string;
    readonly inclusionProof: {
      readonly logIndex: number;
      readonly treeSize: number;
      readonly rootHash: string;
      readonly checkpoint: string;
    };
  };
}

/** What is used of `@sigstore/mock`, whose own declarations need those of a browser. */
export const sigstoreMock = loaded();

function loaded(): Mock {
  const found: unknown = createRequire(import.meta.url)('@sigstore/mock');
  if (!isMock(found)) throw new Error('@sigstore/mock is another than this test knows');
  return found;
}

function isMock(value: unknown): value is Mock {
  return typeof value === 'object' && value !== null && 'initializeCA' in value && 'initializeTLog' in value;
}
