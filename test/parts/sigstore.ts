import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { sigstoreMock } from './sigstore-mock.ts';

export interface SigningWishes {
  readonly identity: string;
  readonly issuer: string;
  /** When the certificate is issued and the log entry made. */
  readonly at?: Date;
  /** Leaves out what puts the signature into the transparency log. */
  readonly unlogged?: boolean;
}

/** A Sigstore instance of the test's own: certificate authority, certificate log, transparency log. */
export interface Sigstore {
  /** Its trust root, in JSON. */
  readonly trustRoot: unknown;
  /** A bundle that signs the bytes, in JSON. */
  sign(bytes: Uint8Array, wishes: SigningWishes): Promise<string>;
}

const start = '2020-01-01T00:00:00Z';

/** Starts one; nothing of it leaves the process. */
export async function sigstore(): Promise<Sigstore> {
  const { initializeCA, initializeCTLog, initializeTLog } = sigstoreMock;
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const certificateLog = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const transparencyLog = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const at = (date: Date) => initializeCTLog(certificateLog, date).then((log) => initializeCA(authority, log, date));
  const url = 'https://rekor.example.invalid';
  const { rootCertificate } = await at(new Date());
  const ctLog = await initializeCTLog(certificateLog);
  const { publicKey } = await initializeTLog(url, transparencyLog);
  const logInstance = (key: Uint8Array) => ({
    baseUrl: url,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(key), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor: { start } },
    logId: { keyId: createHash('sha256').update(key).digest('base64') },
  });
  return {
    trustRoot: {
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [logInstance(publicKey)],
      certificateAuthorities: [
        {
          subject: { organization: 'sigstore.mock', commonName: 'sigstore' },
          uri: 'https://fulcio.example.invalid',
          certChain: { certificates: [{ rawBytes: base64(rootCertificate) }] },
          validFor: { start },
        },
      ],
      ctlogs: [logInstance(ctLog.publicKey)],
      timestampAuthorities: [],
    },
    async sign(bytes, { identity, issuer, at: date = new Date(), unlogged = false }) {
      const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const issuing = await at(date);
      const certificate = await issuing.issueCertificate({
        publicKey: keys.publicKey.export({ format: 'der', type: 'spki' }),
        subjectAltName: identity,
        extensions: [
          { oid: '1.3.6.1.4.1.57264.1.1', value: issuer, legacy: true },
          { oid: '1.3.6.1.4.1.57264.1.8', value: issuer },
        ],
      });
      const signature = sign('sha256', bytes, keys.privateKey).toString('base64');
      const digest = createHash('sha256').update(bytes).digest();
      const tlogEntries = unlogged ? [] : [await logged(certificate, signature, digest, date)];
      return JSON.stringify({
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: { certificate: { rawBytes: base64(certificate) }, tlogEntries },
        messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest: digest.toString('base64') }, signature },
      });
    },
  };

  async function logged(certificate: Uint8Array, signature: string, digest: Buffer, date: Date): Promise<object> {
    const pem = `-----BEGIN CERTIFICATE-----\n${base64(certificate).replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
    const body = {
      apiVersion: '0.0.1',
      kind: 'hashedrekord',
      spec: {
        data: { hash: { algorithm: 'sha256', value: digest.toString('hex') } },
        signature: { content: signature, publicKey: { content: Buffer.from(pem).toString('base64') } },
      },
    };
    const log = await initializeTLog(url, transparencyLog, date);
    const [entry] = Object.values(await log.log(body));
    if (entry === undefined) throw new Error('the log gave no entry');
    const proof = entry.verification.inclusionProof;
    return {
      logIndex: String(entry.logIndex),
      logId: { keyId: Buffer.from(entry.logID, 'hex').toString('base64') },
      kindVersion: { kind: 'hashedrekord', version: '0.0.1' },
      integratedTime: String(entry.integratedTime),
      inclusionPromise: { signedEntryTimestamp: entry.verification.signedEntryTimestamp },
      inclusionProof: {
        logIndex: String(proof.logIndex),
        rootHash: Buffer.from(proof.rootHash, 'hex').toString('base64'),
        treeSize: String(proof.treeSize),
        hashes: [],
        checkpoint: { envelope: proof.checkpoint },
      },
      canonicalizedBody: entry.body,
    };
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
