import type { ImageReference } from '../model/image.ts';
import { withRecentAnswers } from '../parse/last-answer.ts';

const pathPart = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const host = '(?:[A-Za-z0-9.-]+(?::\\d+)?|\\[[0-9A-Fa-f:]+\\](?::\\d+)?)';
const shape = new RegExp(
  `^(?<name>(?:${host}/)?${pathPart}(?:/${pathPart})*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9+._-]*:[0-9A-Fa-f]{32,}))?$`,
);

/** Reads an image reference by the grammar of the distribution project; undefined where it is none. */
export function parseReference(text: string): ImageReference | undefined {
  return referenceIn(text).reference;
}

const referenceIn = withRecentAnswers((text) => ({ reference: readReference(text) }));

function readReference(text: string): ImageReference | undefined {
  const groups = shape.exec(text)?.groups;
  const name = groups?.['name'];
  if (name === undefined) return undefined;
  const tag = groups?.['tag'];
  const digest = groups?.['digest'];
  return {
    written: text,
    name,
    repository: repositoryOf(name),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** The repository with its registry, Docker Hub's short forms spelled out. */
function repositoryOf(name: string): string {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const hasHost = first.includes('.') || first.includes(':') || first === 'localhost';
  const path = hasHost ? name.slice(slash + 1) : name;
  const registry = !hasHost || first === 'index.docker.io' || first === 'registry-1.docker.io' ? 'docker.io' : first;
  return registry === 'docker.io' && !path.includes('/') ? `docker.io/library/${path}` : `${registry}/${path}`;
}

/** The repository as people write it: `node` for `docker.io/library/node`. */
export function shortRepository(repository: string): string {
  return repository.replace(/^docker\.io\/(?:library\/)?/, '');
}
