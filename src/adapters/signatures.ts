import { messageOf } from '../errors.ts';
import { SignatureFailure } from '../trivy/ports.ts';
import type { Signatures } from '../trivy/ports.ts';

/** Bundles of the public Sigstore instance, judged by the trust root in src/trivy/trust-root.json. */
export const signatures: Signatures = signaturesBy(
  async () => (await import('../trivy/trust-root.json', { with: { type: 'json' } })).default,
);

/** Bundles judged by a trust root, in its JSON form. Code alone can say another than the one that comes with the product. */
export function signaturesBy(trustRoot: () => Promise<unknown>): Signatures {
  return {
    async verify(text, bytes, { identity, issuer }) {
      const [{ bundleFromJSON }, { TrustedRoot }, { toSignedEntity, toTrustMaterial, Verifier }, root] = await Promise.all([
        import('@sigstore/bundle'),
        import('@sigstore/protobuf-specs'),
        import('@sigstore/verify'),
        trustRoot(),
      ]);
      const { bundle, entity } = understood(() => {
        const bundle = bundleFromJSON(JSON.parse(text));
        return { bundle, entity: toSignedEntity(bundle, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) };
      });
      if (bundle.content.$case !== 'messageSignature') throw new SignatureFailure('is one of a statement, not of the archive');
      if (entity.key.$case !== 'certificate') throw new SignatureFailure('is one by a bare key, without a certificate');
      const verifier = new Verifier(toTrustMaterial(TrustedRoot.fromJSON(root)), { ctlogThreshold: 1, tlogThreshold: 1 });
      const signer = judged(() => verifier.verify(entity)).identity;
      const [name, from] = [signer?.subjectAlternativeName, signer?.extensions?.issuer];
      if (name !== identity || from !== issuer) {
        throw new SignatureFailure(`is by ${name ?? 'nobody'} (as ${from ?? 'nobody'} says), and only ${identity} counts`);
      }
      return { signedAt: entity.key.certificate.notBefore.getTime() };
    },
  };
}

function understood<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new SignatureFailure('is in a file that is no Sigstore bundle', { cause: error });
  }
}

function judged<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new SignatureFailure(`does not hold (${messageOf(error)})`, { cause: error });
  }
}
