import * as v from 'valibot';
import type { Location } from '../model/place.ts';

/** The pull request that a run belongs to. */
export interface PullRequestContext {
  readonly number: number;
  /** The newest commit of its branch, 40 or 64 hexadecimal digits. */
  readonly headSha: string;
  readonly fromFork: boolean;
}

/** What a workflow run is about, as the runner tells it. */
export interface RunContext {
  readonly owner: string;
  readonly repository: string;
  readonly event: string;
  readonly commit: string;
  readonly ref: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly runId: string;
  /** Dependabot started it, so that its token is read-only unless the workflow says otherwise. */
  readonly byDependabot: boolean;
  readonly pullRequest?: PullRequestContext;
}

/** The commit and the ref that an analysis is filed under. */
export interface AnalysedCommit {
  readonly commit: string;
  readonly ref: string;
}

/** Addresses that a report leads to. */
export interface RunLinks {
  /** The page of the run, with its job summaries. */
  readonly runUrl: string;
  readonly lineUrl: (location: Location) => string;
}

const headOf = v.object({
  sha: v.string(),
  repo: v.nullish(v.object({ full_name: v.string() })),
});
const pullRequestPayload = v.object({
  pull_request: v.object({ number: v.number(), head: headOf }),
});
const workflowRunPayload = v.object({
  workflow_run: v.object({
    head_sha: v.string(),
    pull_requests: v.array(v.object({ number: v.number(), head: v.object({ sha: v.string() }) })),
  }),
});

/** Events that run with the rights of the default branch, whatever was checked out. */
const privilegedEvents: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run']);

/**
 * Reads the variables of a workflow run and the payload of its event (webhook JSON).
 * Undefined where this is no workflow run. A payload that is missing or not understood gives a run without a pull request.
 */
export function readRunContext(
  environment: Readonly<Record<string, string | undefined>>,
  payload: string | undefined,
): RunContext | undefined {
  const [owner, repository, ...rest] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  const commit = environment['GITHUB_SHA'] ?? '';
  if (!owner || !repository || rest.length > 0 || commit === '') return undefined;
  const pullRequest = pullRequestOf(payload, `${owner}/${repository}`);
  return {
    owner,
    repository,
    event: environment['GITHUB_EVENT_NAME'] ?? '',
    commit,
    ref: environment['GITHUB_REF'] ?? '',
    apiUrl: environment['GITHUB_API_URL'] || 'https://api.github.com',
    serverUrl: environment['GITHUB_SERVER_URL'] || 'https://github.com',
    runId: environment['GITHUB_RUN_ID'] ?? '',
    byDependabot: environment['GITHUB_ACTOR'] === 'dependabot[bot]',
    ...(pullRequest === undefined ? {} : { pullRequest }),
  };
}

/**
 * The commit and ref to file an analysis of the checked-out commit under. A checkout that is not the commit of the run is
 * filed under the head of its pull request; in a privileged event anything unknown is filed nowhere, because its alerts
 * would appear on the default branch.
 */
export function analysedCommit(context: RunContext, checkedOut: string | undefined): AnalysedCommit | undefined {
  const { commit, ref, pullRequest } = context;
  if (!/^refs\/(?:heads|tags|pull)\//.test(ref)) return undefined;
  if (checkedOut === undefined || checkedOut === commit) return { commit, ref };
  if (pullRequest?.headSha === checkedOut) return { commit: checkedOut, ref: `refs/pull/${pullRequest.number}/head` };
  if (privilegedEvents.has(context.event)) return undefined;
  return { commit: checkedOut, ref: ref.replace(/^(refs\/pull\/\d+)\/merge$/, '$1/head') };
}

/** Where people find the run and the lines of its commit; those of a pull request as they are on its branch. */
export function linksOf({ serverUrl, owner, repository, runId, event, commit, pullRequest }: RunContext): RunLinks {
  const home = `${serverUrl}/${owner}/${repository}`;
  const shown = event === 'pull_request' ? (pullRequest?.headSha ?? commit) : commit;
  return {
    runUrl: `${home}/actions/runs/${runId}`,
    lineUrl: ({ path, startLine, endLine }) => {
      const file = path.split('/').map(encodeURIComponent).join('/');
      return `${home}/blob/${shown}/${file}#L${startLine}${endLine > startLine ? `-L${endLine}` : ''}`;
    },
  };
}

/** The commit that `.git/HEAD` names where it is detached, as checkout leaves it. */
export function detachedCommit(head: string | undefined): string | undefined {
  const text = head?.trim() ?? '';
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined;
}

function pullRequestOf(payload: string | undefined, repository: string): PullRequestContext | undefined {
  const event = parsed(payload);
  const direct = v.safeParse(pullRequestPayload, event);
  if (direct.success) {
    const { number, head } = direct.output.pull_request;
    return { number, headSha: head.sha, fromFork: head.repo?.full_name.toLowerCase() !== repository.toLowerCase() };
  }
  const triggered = v.safeParse(workflowRunPayload, event);
  if (!triggered.success) return undefined;
  const run = triggered.output.workflow_run;
  const [only, ...others] = run.pull_requests;
  if (only === undefined || others.length > 0 || only.head.sha !== run.head_sha) return undefined;
  return { number: only.number, headSha: run.head_sha, fromFork: false };
}

function parsed(payload: string | undefined): unknown {
  if (payload === undefined) return undefined;
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
