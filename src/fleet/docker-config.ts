import * as v from 'valibot';

/** A way to show a registry who asks. */
export type Login =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** Is changed for an access token at the address that the registry names. */
  | { readonly kind: 'identity'; readonly token: string }
  /** Is shown to the registry as it is. */
  | { readonly kind: 'bearer'; readonly token: string };

/** Where the login for a registry is: in the file itself, or with the helper program `docker-credential-NAME`. */
export type LoginSource =
  | { readonly kind: 'login'; readonly login: Login }
  | { readonly kind: 'helper'; readonly name: string; readonly server: string };

const entry = v.object({
  auth: v.optional(v.string()),
  username: v.optional(v.string()),
  password: v.optional(v.string()),
  identitytoken: v.optional(v.string()),
  registrytoken: v.optional(v.string()),
});
const configFile = v.object({
  auths: v.optional(v.record(v.string(), entry), {}),
  credHelpers: v.optional(v.record(v.string(), v.string()), {}),
  credsStore: v.optional(v.string(), ''),
});

/** The part of Docker's `config.json` that tells logins. */
export type DockerConfig = v.InferOutput<typeof configFile>;

/** Reads Docker's `config.json`; undefined for what is none. */
export function readDockerConfig(text: string): DockerConfig | undefined {
  const read = v.safeParse(configFile, parsed(text));
  return read.success ? read.output : undefined;
}

/** The names that Docker Hub's login goes by; `docker login` writes the first. */
const hubNames = ['https://index.docker.io/v1/', 'index.docker.io', 'docker.io', 'registry-1.docker.io'];

/**
 * The places to look for the login of a repository, as Docker does: the helper of its registry, else the helper of all, then
 * the file, where an entry may be for the registry or, as Podman has it, for the repository alone.
 */
export function loginSources(config: DockerConfig, registry: string, repository: string): readonly LoginSource[] {
  const names = registry === 'docker.io' ? hubNames : [registry];
  const helped = names.find((name) => own(config.credHelpers, name) !== undefined);
  const helper = helped === undefined ? config.credsStore : (own(config.credHelpers, helped) ?? '');
  const sources: LoginSource[] = [];
  if (helper !== '') sources.push({ kind: 'helper', name: helper, server: helped ?? names[0] ?? registry });
  for (const wanted of new Set([`${registry}/${repository}`, ...names.map(plainName)])) {
    const found = Object.entries(config.auths).find(([name]) => plainName(name) === wanted);
    const login = found === undefined ? undefined : loginOf(found[1]);
    if (login !== undefined) sources.push({ kind: 'login', login });
  }
  return sources;
}

const helperAnswer = v.object({ Username: v.string(), Secret: v.string() });

/** Reads what `docker-credential-NAME get` writes; undefined for what is no login. */
export function readHelperAnswer(text: string): Login | undefined {
  const read = v.safeParse(helperAnswer, parsed(text));
  if (!read.success) return undefined;
  const { Username: username, Secret: secret } = read.output;
  if (username === '<token>') return { kind: 'identity', token: secret };
  return { kind: 'password', username, password: secret };
}

function loginOf(written: v.InferOutput<typeof entry>): Login | undefined {
  if (written.registrytoken) return { kind: 'bearer', token: written.registrytoken };
  if (written.identitytoken) return { kind: 'identity', token: written.identitytoken };
  const pair = written.auth ? Buffer.from(written.auth, 'base64').toString('utf8') : '';
  const colon = pair.indexOf(':');
  if (colon > 0) return { kind: 'password', username: pair.slice(0, colon), password: pair.slice(colon + 1).replace(/\0+$/, '') };
  const { username, password } = written;
  return username && password ? { kind: 'password', username, password } : undefined;
}

/** `https://host/v1/` and `host` name the same registry. */
function plainName(name: string): string {
  return name.replace(/^https?:\/\//, '').replace(/\/(?:v[12]\/?)?$/, '');
}

function own(record: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
