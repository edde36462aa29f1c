/** Control characters, and those that change the direction or visibility of what follows. */
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const escapeSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)/gu;

/** The last lines of what a program wrote, without colours and control characters, each at most 400 characters. */
export function lastLines(text: string, count: number): string {
  return text
    .replaceAll(escapeSequence, '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.replaceAll('\t', ' ').replaceAll(unprintable, '').trimEnd())
    .filter((line) => line !== '')
    .slice(-count)
    .map((line) => (line.length > 400 ? `${line.slice(0, 399)}…` : line))
    .join('\n');
}

/** Foreign text as one printable line of bounded length. */
export function oneLine(text: string, limit = 200): string {
  const line = text.replaceAll(escapeSequence, '').replaceAll(/\s+/g, ' ').replaceAll(unprintable, '').trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
