import type { Posture, PostureKey, PostureValue } from '../model/report.ts';

/** What reports call the values of a posture. */
export const postureLabels: Readonly<Record<PostureKey, string>> = {
  image: 'Image',
  user: 'User',
  groups: 'Groups',
  capabilities: 'Capabilities',
  noNewPrivileges: 'No new privileges',
  readOnly: 'Read-only root',
  writable: 'Writable',
  limits: 'Limits',
  healthCheck: 'Health check',
  published: 'Published',
  networks: 'Networks',
  mounts: 'Mounts',
  devices: 'Devices',
  namespaces: 'Namespaces',
};

/** The values that a compact table shows; the others are one by one in JSON and HTML. */
export const compactKeys = ['user', 'capabilities', 'noNewPrivileges', 'writable', 'limits', 'published', 'mounts'] as const;

/** A value as a compact table shows it, as raw text: `unknown` with what is known beside it. */
export function shortValue({ value, state }: PostureValue): string {
  const text = value.trim();
  if (state !== 'unknown') return text === '' ? '–' : text;
  return text === '' || /\bunknown$/.test(text) ? text || 'unknown' : `unknown: ${text}`;
}

/** A container as a compact table names it. */
export function postureName({ subject, when }: Posture): string {
  return when === undefined ? subject : `${subject} (${when})`;
}
