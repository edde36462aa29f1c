import { withRecentAnswers } from '../last-answer.ts';

/** Words that make a name a secret's wherever they stand in it. */
const strong = new Set([
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'pword',
  'psw',
  'secret',
  'secrets',
  'apikey',
  'credential',
  'credentials',
  'passcode',
]);
/** Words that do so at its end only: `MYSQL_PASS`, but not `PASS_THROUGH`. */
const final = new Set(['pass', 'token', 'salt', 'dsn', 'pat']);
/** What turns a `…_KEY` into a secret: `API_KEY`, not `CACHE_KEY`. */
const secretKeys = new Set([
  'api',
  'access',
  'secret',
  'private',
  'signing',
  'encryption',
  'master',
  'fernet',
  'license',
  'licence',
  'app',
  'service',
  'account',
  'storage',
  'session',
  'jwt',
  'hmac',
  'deploy',
  'ssh',
  'git',
  'github',
  'gitlab',
  'aws',
  'azure',
  'google',
  'npm',
  'docker',
  'artifactory',
  'stripe',
  'openai',
  'anthropic',
  'sendgrid',
  'mailgun',
  'twilio',
  'datadog',
  'newrelic',
  'sentry',
  'firebase',
  'supabase',
  'client',
  'consumer',
  'auth',
  'crypto',
  'cipher',
  'webhook',
]);
/** Ends of words written together: `SESSIONSECRET`, `dbpassword`. */
const suffixes = /(?:password|passwd|passphrase|secret|token|(?:api|secret|private)key)$/;
/** Words that make a name a switch or a bound wherever they stand in it, or something for everybody. */
const modifiers = new Set(
  'public min max minimum maximum num enabled enable disabled disable allow random empty required require use no without'.split(
    ' ',
  ),
);
/** What turns a `…_KEY` into the name of a key that is no secret. */
const publicKeys = new Set(['gpg', 'pgp', 'keyring', 'keyserver']);
/** Words behind the secret that make the name one of something about it: `TOKEN_URL`, but not `HOST_PASSWORD`. */
const attributes = new Set(
  (
    'file files path dir directory folder location version url uri link page redirect callback host hostname endpoint server port ' +
    'region header name names label title description hint prompt question id ids length ttl timeout expiry expires expire ' +
    'expiration lifetime age interval duration validity retention minutes seconds hours days ms policy requirements rotation ' +
    'type method algorithm encryption hashing hasher encoder backend provider mode keyring keyserver fingerprint sha sha256 ' +
    'sha512 md5 checksum hash whitelist allowlist issuer audience scope realm field format prefix cost rounds iterations count limit ' +
    'rate attempts retries history bonus size authority ref arn store manager driver plugin class regex pattern reset change ' +
    'recovery confirmation validation strength characters chars char authentication login signup grant parallelism'
  ).split(' '),
);

/** Ends that say the same: `CREDENTIALS_USERNAME`, `SECRET_FORCED_LANGUAGE`. */
const harmlessEnds = new Set(['username', 'user', 'users', 'email', 'domain', 'language', 'region', 'bucket', 'label', 'title']);

/**
 * Whether a variable of this name is meant to hold a secret. The words come from the lists of BuildKit, Trivy, hadolint and
 * gitleaks, less what public files showed to be something else: key ids, paths, switches and sizes.
 */
export const isSecretName = withRecentAnswers((name: string): boolean => {
  const words = unnumbered(wordsOf(name));
  if (words.some((word) => modifiers.has(word)) || harmlessEnds.has(words.at(-1) ?? '')) return false;
  // The name that the members of a new etcd cluster know each other by.
  if (words.join(' ').endsWith('initial cluster token')) return false;
  const last = words.at(-1) ?? '';
  if (final.has(last)) return true;
  const at = words.findLastIndex((word) => strong.has(word) || (word.length > 6 && suffixes.test(word)));
  if (at >= 0) return !words.slice(at + 1).some((word) => attributes.has(word));
  if (words.some((word) => (attributes.has(word) && !secretKeys.has(word)) || publicKeys.has(word)))
    return words.slice(-2).join(' ') === 'private key';
  if (last === 'auth') return words.length > 1;
  return last === 'key' && words.slice(0, -1).some((word) => secretKeys.has(word));
});

/** Without the number at the end: `PASSWORD_2`, `API_KEY_V2`. */
function unnumbered(words: readonly string[]): readonly string[] {
  return /^v?\d+$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
}

/** Words by which BuildKit and Trivy take a name for a secret's, wherever they stand. */
const suspect = new Set([
  'apikey',
  'auth',
  'cred',
  'creds',
  'credential',
  'credentials',
  'key',
  'passwd',
  'password',
  'pword',
  'secret',
  'token',
]);

/** Whether other tools take a variable of this name for a secret by one of its words. Wider than `isSecretName`; for hints alone. */
export const isSuspectName = withRecentAnswers((name: string): boolean => {
  const words = wordsOf(name);
  const tame = (word: string): boolean => modifiers.has(word) || attributes.has(word) || publicKeys.has(word);
  return words.some((word) => suspect.has(word)) && !words.some(tame);
});

/** Whether a variable of this name holds one half of a login, so that the secret is not far: a key id, the `X_USR` of an `X_PSW`. */
export function isHalfOfLogin(name: string): boolean {
  return /^(?:AWS_ACCESS_KEY_ID|AZURE_CLIENT_ID)$|_USR$/.test(name);
}

/** `sessionSecret`, `DB_PASSWORD` and `db-password` in lower-case words. */
function wordsOf(name: string): readonly string[] {
  return parted(name)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** With a line between the words of a name in mixed case. */
function parted(name: string): string {
  if (name === name.toLowerCase()) return name;
  const behindSmall = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return name === name.toUpperCase() ? behindSmall : behindSmall.replace(/([A-Z])([A-Z][a-z])/g, '$1_$2');
}
