import type { Grant } from '../../posture/build.ts';
import type { Draft } from '../rule.ts';

/**
 * A draft about a power that a step asks for: BuildKit refuses the build unless whoever starts it grants the power, so one
 * that no known build grants is only possible.
 * @param message without its full stop
 */
export function asGranted(
  message: string,
  power: string,
  grants: readonly Grant[] | undefined,
): Pick<Draft, 'message' | 'confidence' | 'related'> {
  if (grants === undefined) return { message: `${message}.` };
  const granted = grants.filter(({ name }) => name === power);
  if (granted.length === 0) return { message: `${message}, if its build is allowed to; none here is.`, confidence: 'possible' };
  return { message: `${message}.`, related: granted.map(({ at }) => ({ at, note: `grants \`${power}\`` })) };
}
