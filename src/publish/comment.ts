import type { Report } from '../model/report.ts';
import type { Conversation, WrittenComment } from './outlets.ts';

/** The first line of our comment, by which the next run finds it. The key tells the comments of several jobs apart. */
export function commentMarker(key: string): string {
  return `<!-- container-guard:v1:${encodeURIComponent(key).replaceAll(/[-!'()*]/g, asPercent)} -->`;
}

/**
 * Keeps the comment, whose text begins with the marker. With `on-failure` one is made only by a run that does not pass,
 * and a green run then updates it. Undefined where nothing was to be written.
 */
export async function keepComment(
  mode: 'always' | 'on-failure',
  { verdict }: Report,
  key: string,
  text: string,
  pullRequest: Conversation,
): Promise<WrittenComment | undefined> {
  const marker = commentMarker(key);
  const make = mode === 'always' || verdict !== 'pass';
  return make ? pullRequest.upsertComment(marker, text) : pullRequest.refreshComment(marker, text);
}

/**
 * What a reader takes from a comment, to tell whether a new one says anything new: without the run and the commit that its
 * links lead to, and without what a browser changes in line ends.
 */
export function gistOf(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replaceAll(/\/actions\/runs\/\d+(?:\/attempts\/\d+)?/g, '/actions/runs')
    .replaceAll(/\/blob\/[0-9a-f]{40,64}\//g, '/blob/')
    .trimEnd();
}

function asPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
