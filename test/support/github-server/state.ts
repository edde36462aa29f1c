import { gunzipSync } from 'node:zlib';
import { isObject } from './contract.ts';

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly author: string;
  body: string;
  /** How often it was written: 1 for a comment that was only made. */
  revision: number;
}

export interface Upload {
  readonly id: string;
  readonly commit: string;
  readonly ref: string;
  readonly checkoutUri: string | undefined;
  readonly compressedBytes: number;
  /** The SARIF text as it was before it was packed. */
  readonly sarif: string;
}

export interface ChangedFile {
  readonly path: string;
  readonly patch?: string;
}

/** GitHub refuses longer comments. */
export const commentLimit = 65_536;

/** What is wrong with packed SARIF in GitHub's eyes; undefined where it is taken. */
export function sarifFault(packed: string): { readonly status: 400 | 413; readonly message: string } | undefined {
  const bytes = Buffer.from(packed, 'base64');
  if (bytes.length > 10 * 1024 * 1024) return { status: 413, message: 'Payload too large' };
  const text = unpacked(packed);
  if (text === undefined) return { status: 400, message: 'sarif is not gzip compressed and base64 encoded' };
  const log: unknown = JSON.parse(text);
  if (!isObject(log) || log['version'] !== '2.1.0' || !Array.isArray(log['runs'])) {
    return { status: 400, message: 'Invalid SARIF. JSON syntax error or wrong version.' };
  }
  if (log['runs'].length > 20) return { status: 400, message: 'rejected due to run limits' };
  const categories = new Set<string>();
  for (const run of log['runs']) {
    const name = at(run, 'tool', 'driver', 'name');
    const category = at(run, 'automationDetails', 'id');
    if (typeof name !== 'string' || name === '') return { status: 400, message: 'tool.driver.name is missing' };
    const key = JSON.stringify([name, category]);
    if (categories.has(key)) return { status: 400, message: 'A delivery cannot contain multiple runs with the same category' };
    categories.add(key);
    const results = at(run, 'results');
    if (!Array.isArray(results)) return { status: 400, message: 'results are missing' };
    if (results.length > 25_000) return { status: 400, message: 'rejected due to result limits' };
  }
  return undefined;
}

export function unpacked(packed: string): string | undefined {
  try {
    return gunzipSync(Buffer.from(packed, 'base64')).toString('utf8');
  } catch {
    return undefined;
  }
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

/** A comment as the REST description has it. */
export function commentAnswer(url: string, repository: string, comment: Comment): object {
  const issue = `${url}/repos/${repository}/issues/${comment.issue}`;
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: `${url}/repos/${repository}/issues/comments/${comment.id}`,
    html_url: `https://github.com/${repository}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: issue,
    body: comment.body,
    user: userAnswer(url, comment.author),
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    author_association: 'NONE',
  };
}

export function userAnswer(url: string, login: string): object {
  const self = `${url}/users/${encodeURIComponent(login)}`;
  const links = [
    'followers',
    'following',
    'gists',
    'starred',
    'subscriptions',
    'organizations',
    'repos',
    'events',
    'received_events',
  ];
  return {
    login,
    id: 1,
    node_id: 'U_1',
    avatar_url: `${self}.png`,
    gravatar_id: '',
    url: self,
    html_url: `https://github.com/${login.replace('[bot]', '')}`,
    ...Object.fromEntries(links.map((name) => [`${name}_url`, `${self}/${name}`])),
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  };
}

export function privateUserAnswer(url: string, login: string): object {
  return {
    ...userAnswer(url, login),
    name: login,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    private_gists: 0,
    total_private_repos: 0,
    owned_private_repos: 0,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  };
}

export function fileAnswer(url: string, repository: string, file: ChangedFile): object {
  const address = `https://github.com/${repository}/blob/head/${file.path}`;
  return {
    sha: '0'.repeat(40),
    filename: file.path,
    status: 'modified',
    additions: 1,
    deletions: 1,
    changes: 2,
    blob_url: address,
    raw_url: address,
    contents_url: `${url}/repos/${repository}/contents/${file.path}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
  };
}

export function pullAnswer(url: string, repository: string, number: number, headSha: string): object {
  const repo = { full_name: repository };
  return {
    url: `${url}/repos/${repository}/pulls/${number}`,
    number,
    state: 'open',
    head: { ref: 'topic', sha: headSha, repo },
    base: { ref: 'main', sha: '0'.repeat(40), repo },
  };
}
