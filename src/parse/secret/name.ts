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
const suffixes = /(?:password|passwd|passphrase|secret|token|apikey)$/;
/** Words that say it is something about a secret, or no secret at all. */
const harmless = new Set([
  'public',
  'file',
  'files',
  'path',
  'dir',
  'directory',
  'folder',
  'version',
  'url',
  'uri',
  'host',
  'hostname',
  'endpoint',
  'server',
  'port',
  'header',
  'name',
  'names',
  'id',
  'ids',
  'length',
  'min',
  'max',
  'minimum',
  'maximum',
  'ttl',
  'timeout',
  'expiry',
  'expires',
  'expire',
  'expiration',
  'lifetime',
  'age',
  'interval',
  'duration',
  'policy',
  'rotation',
  'type',
  'method',
  'algorithm',
  'backend',
  'provider',
  'mode',
  'enabled',
  'enable',
  'disabled',
  'disable',
  'allow',
  'random',
  'empty',
  'required',
  'require',
  'use',
  'gpg',
  'pgp',
  'keyring',
  'keyserver',
  'fingerprint',
  'sha',
  'sha256',
  'sha512',
  'md5',
  'checksum',
  'hash',
  'whitelist',
  'allowlist',
  'issuer',
  'audience',
  'scope',
  'realm',
  'field',
  'format',
  'prefix',
  'cost',
  'rounds',
  'count',
  'limit',
  'size',
  'authority',
  'ref',
  'arn',
  'store',
  'manager',
  'driver',
  'plugin',
  'class',
  'regex',
  'pattern',
  'reset',
  'validation',
  'strength',
]);

/** Ends that say the same: `CREDENTIALS_USERNAME`, `SECRET_FORCED_LANGUAGE`. */
const harmlessEnds = new Set(['username', 'user', 'users', 'email', 'domain', 'language', 'region', 'bucket', 'label', 'title']);

/**
 * Whether a variable of this name is meant to hold a secret. The words come from the lists of BuildKit, Trivy, hadolint and
 * gitleaks, less what public files showed to be something else: key ids, paths, switches and sizes.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  if (words.some((word) => harmless.has(word)) || harmlessEnds.has(words.at(-1) ?? '')) return false;
  if (words.some((word) => strong.has(word) || (word.length > 6 && suffixes.test(word)))) return true;
  const last = words.at(-1) ?? '';
  if (final.has(last)) return true;
  if (last === 'auth') return words.length > 1;
  return last === 'key' && words.slice(0, -1).some((word) => secretKeys.has(word));
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
export function isSuspectName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => suspect.has(word)) && !words.some((word) => harmless.has(word));
}

/** Whether a variable of this name holds one half of a login, so that the secret is not far: a key id, the `X_USR` of an `X_PSW`. */
export function isHalfOfLogin(name: string): boolean {
  return /^(?:AWS_ACCESS_KEY_ID|AZURE_CLIENT_ID)$|_USR$/.test(name);
}

/** `sessionSecret`, `DB_PASSWORD` and `db-password` in lower-case words. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
