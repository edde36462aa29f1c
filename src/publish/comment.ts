import type { Report } from '../model/report.ts';
import { shorten } from '../report/escape.ts';
import type { Conversation, WrittenComment } from './outlets.ts';

/** GitHub refuses comments above 65,536 characters; the rest is a margin for what it may count differently. */
export const commentLimit = 60_000;

/** The first line of our comment, by which the next run finds it. The key tells the comments of several jobs apart. */
export function commentMarker(key: string): string {
  return `<!-- container-guard:v1:${encodeURIComponent(key).replaceAll(/[-!'()*]/g, asPercent)} -->`;
}

/** The comment with its marker, cut where it would be too long. */
export function commentBody(marker: string, markdown: string): string {
  return `${marker}\n${shorten(markdown, commentLimit - marker.length - 1)}`;
}

/**
 * Keeps the comment. With `on-failure` one is made only by a run that does not pass, and a green run then updates it.
 * Undefined where nothing was to be written.
 */
export async function keepComment(
  mode: 'always' | 'on-failure',
  report: Report,
  body: { readonly marker: string; readonly markdown: string },
  pullRequest: Conversation,
): Promise<WrittenComment | undefined> {
  const text = commentBody(body.marker, body.markdown);
  const make = mode === 'always' || report.verdict !== 'pass';
  return make ? pullRequest.upsertComment(body.marker, text) : pullRequest.refreshComment(body.marker, text);
}

function asPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
