/** Formats that providers publish for their tokens; the value itself is never shown. */
const tokens: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'an AWS access key id', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { what: 'a GitHub token', pattern: /\b(?:gh[oprsu]_[A-Za-z0-9._]{36,}|github_pat_[A-Za-z0-9_]{40,})/ },
  { what: 'a GitLab token', pattern: /\bglpat-[A-Za-z0-9_-]{20,}/ },
  { what: 'a Slack token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/ },
  { what: 'a Stripe key', pattern: /\b[rs]k_live_[A-Za-z0-9]{16,}/ },
  { what: 'a Google API key', pattern: /\bAIza[0-9A-Za-z_-]{35}\b/ },
  { what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[^"`]*/ },
  { what: 'a JSON web token', pattern: /(?<![\w-])eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/ },
];

/** Published sample values that open nothing, and forms to be filled in: `xoxb-xxxxxxxx-xxxxxxxx`. */
const samples = /EXAMPLE\b|^AKIAIOSFODNN7|([xX0*])\1{5}/;

const anyToken = new RegExp(tokens.map(({ pattern }) => pattern.source).join('|'));
const tokenShapes = new RegExp(anyToken, 'g');
/** The scheme is bounded, so that what never becomes an address is not read anew from each of its letters. */
const urlPassword = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@'"]*:)([^\s/@'"]+)(?=@)/gi;

const fieldValue = /([?&;]\s*(?:password|passwd|pwd|accountkey|sharedaccesskey)\s*=\s*)([^&;\s"'`]+)/gi;

/** One of these stands in every text of which `masked` makes another one, and in JSON of such a text. So parted they are found fast. */
const hintWords = ['AKIA', 'ASIA', 'AIza', 'glpat-', 'xox', 'PRIVATE KEY-----'];
const hintShapes = [
  /(?:gh[oprsu]|github_pat|npm|[rs]k_live)_/,
  /eyJ[\w-]{10}/,
  /:\/\/[^\s/@'"]*@/,
  /[?&;](?:\s|\\.[\da-f]*)*(?:password|passwd|pwd|accountkey|sharedaccesskey)(?:\s|\\.[\da-f]*)*=/i,
];
/** What is part of each of these. */
export const anyHint = /[_@=]|A(?:KIA|SIA|Iza)|glpat|xox|eyJ|PRIVATE/;

/** Whether `masked` may make another text of this one, or of a string in this JSON. */
export function mayHoldSecret(text: string): boolean {
  if (!anyHint.test(text)) return false;
  return hintWords.some((word) => text.includes(word)) || hintShapes.some((shape) => shape.test(text));
}

/** A text with a mask of fixed width in place of every provider token and every literal password in a URL. */
export function masked(text: string): string {
  if (text.length < 10) return text;
  const shown = text
    .replace(tokenShapes, (token) => (samples.test(token) ? token : '***'))
    .replace(fieldValue, (found, start: string, password: string) => (isLiteralSecret(password) ? `${start}***` : found));
  if (!shown.includes('://')) return shown;
  return shown.replace(urlPassword, (found, start: string, password: string) =>
    isReference(password) || isPlaceholder(password) ? found : `${start}***`,
  );
}

/** The kind of provider token that a text holds, in words, or undefined. */
export function tokenIn(text: string): string | undefined {
  if (text.length < 16 || !anyToken.test(text)) return undefined;
  const found = tokens.find(({ pattern }) => {
    const match = pattern.exec(text);
    return match !== null && !samples.test(match[0]);
  });
  return found?.what;
}

/**
 * Whether a text holds a connection string with a literal password: `scheme://user:password@host`, `jdbc:…?password=…`, or
 * fields as ADO.NET has them (`Server=db;User Id=sa;Password=…`).
 */
export function hasUrlPassword(text: string): boolean {
  if (text.includes('=') && passwordField.test(text) && fieldPasswords(text).some(isLiteralSecret)) return true;
  if (!text.includes('://') || !text.includes('@')) return false;
  return urlPasswords(text).some((password) => !isReference(password) && !isPlaceholder(password) && !isMadeUp(password));
}

const passwordField = /[?&;"']\s*(?:password|passwd|pwd|accountkey|sharedaccesskey)\s*=/i;
const endpointField =
  /(?:^|[;"'=:\s])(?:server|host|data source|address|endpoint|user id|uid|user|username|database|initial catalog|accountname)\s*=/i;

/** The values of password fields behind `?`, `&` or `;`, in a text that also says where to connect to. */
function fieldPasswords(text: string): readonly string[] {
  if (!text.includes('://') && !endpointField.test(text)) return [];
  const fields = /[?&;"']\s*(?:password|passwd|pwd|accountkey|sharedaccesskey)\s*=\s*([^&;\s"']+)/gi;
  return [...text.matchAll(fields)].map((match) => match[1] ?? '');
}

function urlPasswords(text: string): readonly string[] {
  return [...text.matchAll(urlPassword)].map((match) => match[2] ?? '');
}

/**
 * Whether the value of a secret-named variable is a literal that somebody could use: not empty, a switch, a path, a
 * reference to somewhere else, or a placeholder. Weak and default passwords are literals.
 */
export function isLiteralSecret(value: string): boolean {
  const text = value.trim().replace(/^(['"])(.*)\1$/, '$2');
  if (text === '' || isReference(text) || isPlaceholder(text) || isMadeUp(text)) return false;
  if (/^(?:true|false|yes|no|on|off|none|null|nil|undefined|unset|invalid|user_provided|0|1)$/i.test(text)) return false;
  if (/^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[^\s]*$|^[\w.-]+\/[^\s]*\.(?:pem|key|crt|json|txt)$/.test(text)) return false;
  return !/^[a-z][a-z0-9+.-]*:\/\/[^\s@]*$/i.test(text);
}

/** Whether a value is a word that people choose for what is thrown away after a test: it protects nothing that lasts. */
export function isTestWord(value: string): boolean {
  return /^(?:tests?(?:ing|er|user|pass(?:word)?)?|ci|dev|local(?:stack|host)?|mock|demo|foo|bar|foobar|example|guest|root|admin|user|pass(?:word)?|secret|postgres|mysql|mariadb|mongo|redis|rabbitmq|minio(?:admin)?)[-_]?\d{0,4}$/i.test(
    value.trim(),
  );
}

/** A variable, a template or the name of a secret store's entry. */
function isReference(text: string): boolean {
  return /^\$|^%[\w.-]+%|\$\{|\$\(|\{\{|^<.*>$|^(?:vault|op|arn|ssm|secretsmanager):|^\/run\/secrets\//i.test(text);
}

/** Whether somebody wrote a word in place of a secret that is to come: `changeme` is none, since it works as a password. */
export function isPlaceholderSecret(value: string): boolean {
  const text = value.trim().replace(/^(['"])(.*)\1$/, '$2');
  return text !== '' && !/^\$|\$\{|\{\{/.test(text) && (isPlaceholder(text) || isMadeUp(text));
}

/** What people write where the real value is to come. */
function isPlaceholder(text: string): boolean {
  return /^(?:[x*.•-]{3,}|<[^>]*>|\[[^\]]*\]|(?:your|my)[-_ ].*|.*[-_ ]here|insert[-_ ].*|replace[-_ ]?(?:me|with|this).*|placeholder|todo|tbd|fill[-_ ].*|enter[-_ ].*|dummy|redacted)$/i.test(
    text,
  );
}

/** What says of itself that it opens nothing: `FAKE_TOKEN`, `000000000000`, `xoxb-xxxxxxxx`. */
function isMadeUp(text: string): boolean {
  return /^(.)(?:-|\1){5,}$|(?:^|[-_. ])(?:x{3,}|fake|dummy|placeholder|redacted|not[-_]a[-_](?:real[-_])?(?:secret|password|token|key))(?:$|[-_. ])|EXAMPLE(?:KEY|TOKEN)?$/i.test(
    text,
  );
}
