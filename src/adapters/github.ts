import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { gistOf } from '../publish/comment.ts';
import { explainRefusal, type Undertaking } from '../publish/explanation.ts';
import type { Conversation, ScanningService, UploadOutcome, WrittenComment } from '../publish/outlets.ts';
import { httpFailure, isRateLimit, patiently, type Waiting } from '../publish/patience.ts';
import { Refusal } from '../publish/refusal.ts';
import {
  analysedCommit,
  detachedCommit,
  readRunContext,
  type PullRequestContext,
  type RunContext,
} from '../publish/run-context.ts';

type Client = Awaited<ReturnType<typeof connect>>;

/** GitHub as one run sees it. A pull request is there only in a run that belongs to one. */
export interface GitHub {
  readonly pullRequest?: Conversation;
  readonly codeScanning: ScanningService;
}

export interface GitHubOptions {
  readonly token: string;
  readonly context: RunContext;
  /** The folder of the checkout, absolute. */
  readonly workspace: string;
  readonly waiting?: Waiting;
}

interface Session extends GitHubOptions {
  readonly waiting: Waiting;
  /** Connects on first use: the client is heavy, and many runs need none. */
  readonly client: () => Promise<Client>;
}

/** No answer of GitHub is awaited longer; uploads take longest. */
const requestSeconds = 30;
/** The author of what the token of a workflow run writes. */
const workflowAuthor = 'github-actions[bot]';
const compress = promisify(gzip);

const realTime: Waiting = { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) };

/** Reads the run this process belongs to; undefined outside of a workflow run. */
export async function currentRun(environment: Readonly<Record<string, string | undefined>>): Promise<RunContext | undefined> {
  const path = environment['GITHUB_EVENT_PATH'];
  return readRunContext(environment, path === undefined ? undefined : await textOf(path));
}

/** Opens GitHub for a run; makes no request yet. Whatever it refuses is thrown as a Refusal. */
export function openGitHub(options: GitHubOptions): GitHub {
  let client: Promise<Client> | undefined;
  const session: Session = {
    ...options,
    waiting: options.waiting ?? realTime,
    client: () => (client ??= connect(options)),
  };
  const { pullRequest } = options.context;
  return {
    ...(pullRequest === undefined ? {} : { pullRequest: conversation(session, pullRequest) }),
    codeScanning: scanningService(session),
  };
}

async function connect({ token, context }: GitHubOptions) {
  const { getOctokit } = await import('@actions/github');
  const silent = (): void => undefined;
  const octokit = getOctokit(token, {
    baseUrl: context.apiUrl,
    userAgent: 'container-guard',
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  octokit.hook.before('request', (request) => {
    request.request = { ...request.request, signal: AbortSignal.timeout(requestSeconds * 1000) };
  });
  return octokit;
}

function conversation(session: Session, pullRequest: PullRequestContext): Conversation {
  const undertaking: Undertaking = {
    undone: `The comment on pull request #${pullRequest.number} was not written`,
    permission: 'pull-requests: write',
  };
  const write = (marker: string, body: string, create: boolean): Promise<WrittenComment | undefined> =>
    trying(session, undertaking, async (client) => {
      const previous = await ownComment(client, session.context, pullRequest.number, marker);
      const at = { owner: session.context.owner, repo: session.context.repository };
      if (previous === undefined) {
        if (!create) return undefined;
        const { data } = await client.rest.issues.createComment({ ...at, issue_number: pullRequest.number, body });
        return { url: data.html_url, changed: true };
      }
      if (gistOf(previous.body) === gistOf(body)) return { url: previous.url, changed: false };
      const { data } = await client.rest.issues.updateComment({ ...at, comment_id: previous.id, body });
      return { url: data.html_url, changed: true };
    });
  return {
    async upsertComment(marker, body) {
      const written = await write(marker, body, true);
      if (written === undefined) throw new Refusal('rejected', `${undertaking.undone}.`);
      return written;
    },
    refreshComment: (marker, body) => write(marker, body, false),
  };
}

interface OwnComment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

/** The first comment that begins with the marker and is by us: anybody can write the marker. */
async function ownComment(client: Client, context: RunContext, number: number, marker: string): Promise<OwnComment | undefined> {
  const comments = await client.paginate(client.rest.issues.listComments, {
    owner: context.owner,
    repo: context.repository,
    issue_number: number,
    per_page: 100,
  });
  const marked = comments.filter((comment) => comment.body?.startsWith(marker) === true);
  if (marked.length === 0) return undefined;
  const us = await ownLogin(client);
  const own = marked.find((comment) => comment.user?.login === us);
  return own === undefined ? undefined : { id: own.id, url: own.html_url, body: own.body ?? '' };
}

/** Who the token writes as. GraphQL tells it to the tokens of apps as well, `GET /user` does not. */
async function ownLogin(client: Client): Promise<string> {
  try {
    const { viewer } = await client.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
    return viewer.login;
  } catch (error) {
    const failure = httpFailure(error);
    if (failure !== undefined && (failure.status === undefined || failure.status >= 500 || isRateLimit(failure))) throw error;
    return workflowAuthor;
  }
}

function scanningService(session: Session): ScanningService {
  const { context, workspace } = session;
  const at = { owner: context.owner, repo: context.repository };
  const undertaking: Undertaking = {
    undone: 'The SARIF report was not handed to code scanning',
    permission: 'security-events: write',
  };
  return {
    async upload(sarif) {
      const analysed = analysedCommit(context, detachedCommit(await textOf(join(workspace, '.git', 'HEAD'))));
      if (analysed === undefined) {
        throw new Refusal(
          'rejected',
          `${undertaking.undone}: the checked-out commit does not belong to ${context.ref || 'the ref of this run'}, where its alerts would appear.`,
        );
      }
      const packed = (await compress(sarif)).toString('base64');
      return trying(session, undertaking, async (client) => {
        const { data } = await client.rest.codeScanning.uploadSarif({
          ...at,
          commit_sha: analysed.commit,
          ref: analysed.ref,
          sarif: packed,
          checkout_uri: pathToFileURL(workspace).href,
        });
        if (data.id === undefined) throw new Refusal('rejected', `${undertaking.undone}: GitHub gave it no number.`);
        return { id: data.id };
      });
    },
    outcome: (id) =>
      trying(
        session,
        { ...undertaking, undone: 'What became of the SARIF report is not known' },
        async (client): Promise<UploadOutcome> => {
          const { data } = await client.rest.codeScanning.getSarif({ ...at, sarif_id: id });
          return { state: data.processing_status ?? 'pending', errors: data.errors ?? [] };
        },
      ),
  };
}

/** Runs requests with patience, and throws a Refusal for what fails all the same. The whole of it may run twice. */
async function trying<T>(session: Session, undertaking: Undertaking, operation: (client: Client) => Promise<T>): Promise<T> {
  try {
    const client = await session.client();
    return await patiently(() => operation(client), session.waiting);
  } catch (error) {
    throw explainRefusal(error, undertaking, session.context);
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
