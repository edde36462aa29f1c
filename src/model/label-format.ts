/** What the value of a label can be asked to be. */
export const labelFormats = ['text', 'url', 'email', 'date', 'version', 'commit', 'licence'] as const;
export type LabelFormat = (typeof labelFormats)[number];

/** Whether a text names a format of labels. */
export function isLabelFormat(text: string): text is LabelFormat {
  return labelFormats.some((format) => format === text);
}
