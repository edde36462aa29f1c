import { isSecretName } from './name.ts';
import { isLiteralSecret } from './value.ts';

/** A secret that stands in a longer text: what it is in words, and where in the text it begins and ends. */
export interface WrittenSecret {
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

/** Ways of writing a secret that are known by what stands around it; `sign` stands in each. */
const settings: readonly { readonly what: string; readonly sign: string; readonly pattern: RegExp }[] = [
  {
    what: 'a header with a login',
    sign: ':',
    pattern: /\bauthorization:\s*(?:bearer|basic|token)\s+(?<secret>[\w.~+/=-]{12,})/i,
  },
  { what: 'a login to a package registry', sign: ':_', pattern: /:_(?:authToken|auth|password)=(?<secret>[^\s$"']{8,})/ },
  { what: 'a password in SQL', sign: "'", pattern: /\b(?:identified\s+by|password)\s+'(?<secret>[^'$]{3,})'/i },
  {
    what: 'a login of a netrc file',
    sign: 'machine',
    pattern: /\bmachine\s+\S+\s+login\s+\S+\s+password\s+(?<secret>[^\s$"']+)/,
  },
  { what: 'a URL with a token', sign: '://', pattern: /\bhttps?:\/\/(?=[^\s/@:]*\d)(?<secret>[A-Za-z0-9_-]{20,})@/ },
  { what: 'a connection string with a password', sign: ';', pattern: /;\s*(?:password|pwd)\s*=\s*(?<secret>[^;"'\s]+)/i },
];

/** Stands in whatever one of them finds. */
const hint = /[:;']|\bmachine\s/;

/** The first secret that is known by its setting, wherever it stands: in a header, in SQL, in a connection string. */
export function secretInSetting(text: string): WrittenSecret | undefined {
  if (!hint.test(text)) return undefined;
  for (const { what, sign, pattern } of settings) {
    if (!text.includes(sign)) continue;
    const match = pattern.exec(text);
    const secret = match?.groups?.['secret'];
    if (match === null || secret === undefined || !isLiteralSecret(secret)) continue;
    return { what, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

/** The first secret of a text that is written to a file: one known by its setting, or `DB_PASSWORD=hunter2`, `password: hunter2`. */
export function secretInFile(text: string): WrittenSecret | undefined {
  const known = secretInSetting(text);
  if (known !== undefined) return known;
  for (const match of text.matchAll(/(?<=^|[\s"'{,;])([A-Za-z_][\w.-]*)["']?[^\S\n]*([:=])[^\S\n]*["']?([^\s"',;}\\]{5,})/g)) {
    const [whole, name = '', sign, value = ''] = match;
    // Behind a colon stands prose as well, and a call gets its value from elsewhere.
    if (!isSecretName(name) || !isLiteralSecret(value) || /[$([]/.test(value) || (sign === ':' && !/\d/.test(value))) continue;
    return { what: `\`${name}\` with a literal value`, start: match.index, end: match.index + whole.length };
  }
  return undefined;
}
