import type { Subject } from '../../model/finding.ts';
import type { ImageUse } from '../../posture/image-use.ts';
import { shortRepository } from '../../posture/reference.ts';
import type { Draft } from '../rule.ts';
import { isMoving } from './moving-tag.ts';

/** What is found where a place names an image whose tag moves, or none; undefined where it names a version or a digest. */
export function movingImage({ image, at, kind, of }: ImageUse, more = ''): Draft | undefined {
  if (image.state !== 'known' || image.value.digest !== undefined) return undefined;
  const { tag, repository } = image.value;
  if (tag !== undefined && !isMoving(tag)) return undefined;
  const name = shortRepository(repository);
  const subject: Subject = kind === 'compose' && of !== undefined ? { image: name, service: of } : { image: name };
  const what = tag === undefined ? `\`${name}\` has no tag, which means \`latest\`` : `\`${name}:${tag}\` is a tag that moves`;
  return { at, subject, key: 'tag', message: `${what}: another image tomorrow${more}.` };
}

/** What the rules about moving tags refer to. */
export const movingReferences = [
  'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  'CIS Docker Benchmark 1.6.0, 4.2',
  'OWASP Docker Security Cheat Sheet, rule 13',
];
