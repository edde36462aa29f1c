import { setTimeout as sleep } from 'node:timers/promises';
import { GuardError } from '../errors.ts';
import { manifestAddress } from '../fleet/address.ts';
import { isDigest } from '../fleet/digest.ts';
import { registryError, type Refusal } from '../fleet/refusal.ts';
import type { Registry } from '../ports.ts';
import { parseReference } from '../posture/reference.ts';
import { patiently, type Patience, type Waiting } from '../publish/patience.ts';
import { oneLine } from '../report/escape.ts';
import { askDigest, RegistryTrouble } from './registry-exchange.ts';
import { dockerLogins, type LoginPorts } from './registry-logins.ts';

export interface RegistryOptions {
  /** How many seconds one attempt may take, with its logins and redirects. */
  readonly attemptSeconds?: number;
  readonly patience?: Patience;
  readonly waiting?: Waiting;
}

const defaultPatience: Patience = { attempts: 3, totalSeconds: 90 };
const realTime: Waiting = { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) };

/**
 * Registries over the network, by the OCI distribution specification 1.1, with the logins of Docker. HEAD is asked first, for
 * Docker Hub counts it as no pull. A registry that outlasted our patience once is not asked again.
 */
export function registries(ports: LoginPorts, options: RegistryOptions = {}): Registry {
  const { attemptSeconds = 30, patience = defaultPatience, waiting = realTime } = options;
  const logins = dockerLogins(ports);
  const { environment } = ports.machine;
  const given = new Map<string, Refusal>();
  return {
    async digestOf(reference) {
      const image = parseReference(reference);
      const address = image && manifestAddress(image);
      if (image === undefined || address === undefined) {
        throw new GuardError('REGISTRY', `${oneLine(reference)} is not an image reference, such as ghcr.io/team/app:1.`);
      }
      if (image.digest !== undefined) {
        if (isDigest(image.digest)) return { digest: image.digest };
        throw new GuardError('REGISTRY', `${oneLine(reference)} has a digest that is neither sha256 nor sha512.`);
      }
      const known = given.get(address.registry);
      if (known !== undefined) throw registryError(reference, address.registry, known);
      const login = await logins.find(address.registry, address.repository);
      try {
        return {
          digest: await patiently(() => askDigest({ address, login, environment, seconds: attemptSeconds }), waiting, patience),
        };
      } catch (error) {
        if (!(error instanceof RegistryTrouble)) throw error;
        if (givesUp(error.refusal)) given.set(address.registry, error.refusal);
        throw registryError(reference, address.registry, error.refusal);
      }
    },
  };
}

/** Whether other images of the registry would fare no better. */
function givesUp(refusal: Refusal): boolean {
  return refusal.kind === 'unreached' || refusal.kind === 'late' || (refusal.kind === 'status' && refusal.status === 429);
}
