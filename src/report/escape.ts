import { masked } from '../parse/secret/value.ts';

/*
 * Untrusted text (image names, paths, titles of advisories, file contents) reaches a report only through this module.
 * Each function takes raw text and is safe at any position of the format it names. What is certainly a secret, wherever it
 * stands, is masked: the rules quote no values, and this is for names and paths that nobody takes for one.
 */

/** Controls, bidirectional and zero-width marks, line separators and lone surrogates; emoji presentation marks are left alone. */
const unseen = /(?![\uFE0E\uFE0F])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
const shortNames: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Shows what a terminal would obey or hide: an escape character reads `\x1b`, a right-to-left override `\u202e`. What reads
 * like a secret only once the hidden is shown is masked as well.
 */
export function visible(text: string): string {
  return masked(masked(text).replace(unseen, (character) => shortNames[character] ?? codeName(character.codePointAt(0) ?? 0)));
}

/** One line for prose: line breaks, tabs and runs of blanks are folded to a blank, the rest as `visible` shows it. */
export function oneLine(text: string): string {
  return visible(text.replace(/[\t-\r \u0085\u2028\u2029]+/g, ' ').trim());
}

/** At most `limit` UTF-16 units, the last of them `…` where something was cut; never half a surrogate pair. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit <= 0) return '';
  const kept = text.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** The size in UTF-8, which is what GitHub counts in a job summary. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(at + 1))) {
      bytes += 4;
      at += 1;
    } else bytes += 3;
  }
  return bytes;
}

/** Plain text in GitHub's Markdown, in a paragraph, list, heading, table cell or link alike. Nobody is mentioned, nothing is linked. */
export function markdownText(text: string): string {
  return inline(oneLine(text));
}

/** A code span; a `<code>` element where the text has `|`, which would split a table, or `##[`, which the runner obeys. */
export function markdownCode(text: string): string {
  const shown = visible(text);
  if (/\||##\[/.test(shown)) return `<code>${inline(shown)}</code>`;
  if (shown === '') return '` `';
  const runs = shown.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const padding = /^`|`$|^ (?=.*[^ ]).* $/.test(shown) ? ' ' : '';
  return fence + padding + shown + padding + fence;
}

/** A sentence in which pairs of backticks mean code, as messages and remedies are written. Nothing else is markup. */
export function markdownProse(text: string): string {
  const parts = proseParts(text);
  return parts
    .map((part, index) => {
      if (part.kind === 'code') return markdownCode(part.text);
      // Two code spans that touch would read as one.
      return part.text === '' && index > 0 && index < parts.length - 1 ? '&#8203;' : inline(part.text);
    })
    .join('');
}

/** A link around text that is Markdown already. Anything but http and https is left out and the text stays. */
export function markdownLink(label: string, address: string): string {
  if (!/^https?:\/\/\S/i.test(address)) return label;
  const target = wellFormed(address)
    .replace(/[^\x21-\x7E]|[()<>\\"'`|[\]*_~]/gu, percentEncode)
    .replace(/&/g, '&amp;');
  return `[${label}](${target})`;
}

/** Text or a quoted attribute value in HTML. */
export function html(text: string): string {
  return visible(text).replace(/[&<>"'`]|#(?=#\[)/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A sentence in HTML; pairs of backticks become `<code>`. */
export function htmlProse(text: string): string {
  return proseParts(text)
    .map((part) => (part.kind === 'code' ? `<code>${html(part.text)}</code>` : html(part.text)))
    .join('');
}

/** Text that the runner prints and does not obey: no line starts with `::`, coloured or not, and `##[` stands nowhere. */
export function harmless(text: string): string {
  return text.replace(/(^|[\r\n])((?:\u001B\[[\d;]*m|[^\p{L}\p{N}\p{P}\p{S}])*):(?=:)/gu, '$1$2: ').replace(/##\[/g, '## [');
}

/** A relative path as a URI reference: percent-encoded, never absolute, never a scheme. */
export function uriPath(path: string): string {
  const segments = wellFormed(path)
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.');
  return segments.length === 0 ? '.' : segments.map((segment) => encodeURIComponent(segment)).join('/');
}

type ProsePart = { readonly kind: 'text' | 'code'; readonly text: string };

function proseParts(text: string): readonly ProsePart[] {
  return oneLine(text)
    .split(/`([^`]+)`/)
    .map((part, index) => ({ kind: index % 2 === 1 ? 'code' : 'text', text: part }));
}

const markdownSpecial = /[\\`*_[\]~!&<>|$@#]|:(?=\/\/)|www(?=\.)|GH-(?=\d)|^(?:[-+=]|\d+(?=[.)](?:\s|$)))/gi;

function inline(text: string): string {
  return text.replace(markdownSpecial, (found) => {
    switch (found) {
      case '&':
        return '&amp;';
      case '<':
        return '&lt;';
      case '>':
        return '&gt;';
      case '|':
        return '&#124;';
      // GitHub reads a pair of dollar signs as a formula, and takes this for a lone one.
      case '$':
        return '<span>$</span>';
      // A backslash would not do: GitHub looks for names, numbers and addresses in the text that Markdown has made.
      case '@':
      case ':':
        return `${found}&#8203;`;
      case '#':
        return '\\#&#8203;';
      default:
        if (/^\d/.test(found)) return `${found}\\`;
        return /^[wg]/i.test(found) ? `${found}&#8203;` : `\\${found}`;
    }
  });
}

function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

function codeName(code: number): string {
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`;
}

/** `encodeURIComponent` leaves some of what is asked for alone. */
function percentEncode(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x80 ? `%${code.toString(16).toUpperCase().padStart(2, '0')}` : encodeURIComponent(character);
}
