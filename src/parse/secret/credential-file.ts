import { withRecentAnswers } from '../last-answer.ts';

/** Files that hold credentials by their names, in words. */
const files: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  {
    what: 'variables with secrets',
    pattern: /^\.env(?:\.(?!(?:example|sample|template|dist|default|defaults|ci|test)\b)[\w.-]+)?$/,
  },
  { what: 'an SSH key', pattern: /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/ },
  {
    what: 'registry credentials',
    pattern:
      /^\.npmrc$|^\.yarnrc\.yml$|^\.pypirc$|^\.dockercfg$|^\.?docker\/config\.json$|^\.gem\/credentials$|^\.cargo\/credentials(?:\.toml)?$/,
  },
  {
    what: 'logins for servers',
    pattern: /^[._]netrc$|^\.git-credentials$|^\.pgpass$|^\.my\.cnf$|^\.htpasswd$|^\.s3cfg$|^\.boto$/,
  },
  {
    what: 'keys of a cloud account',
    pattern:
      /^\.aws(?:\/(?:credentials|config))?$|^\.azure$|^\.config\/gcloud(?:\/.*)?$|^application_default_credentials\.json$|^(?:service[-_]?account|gcp|gcloud)[\w-]*(?:key|credentials?)[\w-]*\.json$|^credentials\.json$|^client_secret[\w.-]*\.json$/,
  },
  { what: 'the login to a cluster', pattern: /^\.kube(?:\/config)?$|^kubeconfig(?:\.ya?ml)?$/ },
  {
    what: 'a private key',
    pattern:
      /^[\w.-]*(?:private|priv)[\w.-]*\.(?:pem|key)$|^(?!.*pub)(?:[\w.-]+[-_.])?key\.pem$|\.(?:ppk|p12|pfx|jks|keystore)$|^(?:server|tls|ssl|client)\.key$/,
  },
  { what: 'a folder of SSH keys', pattern: /^\.ssh$/ },
];

const anyFile = new RegExp(files.map(({ pattern }) => pattern.source).join('|'));

/** Variables that tools read the path of their credentials from. */
const pathVariables = new Set([
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'HF_TOKEN_PATH',
  'CLOUDSDK_CONFIG',
  'AZURE_AUTH_LOCATION',
  'AZURE_CONFIG_DIR',
  'KUBECONFIG',
  'DOCKER_CONFIG',
  'NPM_CONFIG_USERCONFIG',
  'PGPASSFILE',
  'NETRC',
  'BOTO_CONFIG',
  'VAULT_CLIENT_KEY',
  'GIT_SSH_KEY',
]);

/** What a file holds that is called so, in words; undefined where its name says nothing. */
export function credentialsIn(path: string): string | undefined {
  return known(path).what;
}

const known = withRecentAnswers((path: string) => ({ what: whatIsIn(path) }));

function whatIsIn(path: string): string | undefined {
  const variable = path.startsWith('$') ? /^\$\{?(\w+)\}?(?:\/.*)?$/.exec(path)?.[1] : undefined;
  if (variable !== undefined) return pathVariables.has(variable) ? 'credentials, by the variable it goes to' : undefined;
  const parts = path.replace(/(?<!\/)\/+$/, '').split('/');
  const name = parts.at(-1) ?? '';
  const two = parts.slice(-2).join('/');
  if (!anyFile.test(name) && !anyFile.test(two)) return undefined;
  return files.find(({ pattern }) => pattern.test(name) || pattern.test(two))?.what;
}

/** Whether tools read the path of their credentials from a variable of this name. */
export function namesCredentials(variable: string): boolean {
  return pathVariables.has(variable);
}
