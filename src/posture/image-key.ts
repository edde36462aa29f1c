import { parseReference } from './reference.ts';

/** How an image is compared with what the repository builds: repository and tag, `latest` where there is none. */
export function imageKey(reference: string): string {
  const parsed = parseReference(reference);
  return parsed === undefined ? reference : `${parsed.repository}:${parsed.tag ?? 'latest'}`;
}
