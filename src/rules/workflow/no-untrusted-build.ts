import type { Place } from '../../model/place.ts';
import { placeIn } from '../../parse/shell/mapping.ts';
import { parseScript } from '../../parse/shell/parse.ts';
import type { Script, SimpleCommand } from '../../parse/shell/script.ts';
import type { WorkflowJob, WorkflowStep } from '../../parse/workflow/steps.ts';
import { defineRule } from '../rule.ts';

/** Expressions that name what the author of the pull request wrote. */
const head = /github\.event\.pull_request\.(?:head\.|merge_commit_sha)|github\.head_ref|refs\/pull\//;
/** A condition that lets in only branches of the repository itself. */
const ownBranches =
  /head\.repo\.full_name\s*==\s*github\.repository\b|github\.repository\s*==\s*github\.event\.pull_request\.head\.repo\.full_name|head\.repo\.fork\s*==\s*false|!\s*github\.event\.pull_request\.head\.repo\.fork/;

export default defineRule({
  id: 'workflow/no-untrusted-build',
  title: 'A workflow with secrets builds what a stranger wrote',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'workflow',
  why: 'Whoever opens a pull request can read the secrets of the repository and write to it. A workflow on `pull_request_target` runs with both; when it checks out the pull request and builds its Dockerfile or starts its Compose file, the stranger chooses the commands that run next to them.',
  remedy:
    'Build pull requests on `pull_request`, which has no secrets; hand results over to a second workflow on `workflow_run`.',
  references: [
    'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/',
    'https://docs.github.com/en/actions/reference/security/secure-use',
    'CWE-829',
  ],
  equivalents: {},

  *check({ workflow: { triggers, jobs } }) {
    if (!triggers.has('pull_request_target')) return;
    for (const job of jobs) {
      if (ownBranches.test(job.condition)) continue;
      const from = job.steps.findIndex((step) => checkoutOf(step) !== undefined);
      const checkout = from < 0 ? undefined : job.steps[from];
      const at = checkout === undefined ? undefined : checkoutOf(checkout);
      if (at === undefined) continue;
      for (const built of buildsBehind(job, from)) {
        yield {
          at: built.at,
          key: job.name,
          message: `${built.what} of the pull request, with the secrets of the repository at hand.`,
          related: [{ at, note: 'where the pull request is checked out' }],
        };
      }
    }
  },

  examples: [
    {
      name: 'an image of the pull request',
      bad: 'on: pull_request_target\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - uses: «docker/build-push-action@v6»\n        with:\n          context: .\n',
      good: 'on: pull_request\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n',
    },
    {
      name: 'by commands',
      bad: 'on:\n  pull_request_target:\n    types: [opened]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: gh pr checkout ${{ github.event.number }}\n      - run: |\n          «docker build -t example/web:pr .»\n          «docker buildx --builder remote build --push .»\n          «docker compose -f compose.ci.yaml up -d --wait»\n',
    },
    {
      name: 'branches of the repository itself',
      good: 'on: pull_request_target\njobs:\n  image:\n    if: github.event.pull_request.head.repo.full_name == github.repository\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n        with: { ref: "${{ github.head_ref }}" }\n      - run: docker build .\n',
    },
    {
      name: 'the branch that is merged into',
      good: 'on: pull_request_target\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: docker build .\n',
    },
  ],
});

/** Where a step fetches the author's files. */
function checkoutOf({ uses, input, run, condition }: WorkflowStep): Place | undefined {
  if (ownBranches.test(condition)) return undefined;
  if (uses?.name === 'actions/checkout') {
    const named = [input('ref'), input('repository')].find((script) => script !== undefined && head.test(script.text));
    return named && whole(named);
  }
  const script = run();
  return script !== undefined && /\bgh\s+pr\s+checkout\b|\bgit\s+(?:fetch|pull)\b[^\n]*\bpull\//.test(script.text)
    ? whole(script)
    : undefined;
}

function* buildsBehind({ steps }: WorkflowJob, from: number): Generator<{ readonly what: string; readonly at: Place }> {
  for (const { uses, input, run } of steps.slice(from)) {
    if (uses?.name === 'docker/build-push-action' && isFolder(input('context')))
      yield { at: uses.at, what: 'This step builds the Dockerfile' };
    if (uses?.name === 'docker/bake-action') yield { at: uses.at, what: 'This step builds the Dockerfiles' };
    const script = run();
    if (script === undefined || !/docker|podman|buildah/.test(script.text)) continue;
    for (const command of parseScript(script).commands) {
      const what = buildOf(command);
      if (what !== undefined) yield { at: command.at, what };
    }
  }
}

/** Without a context the action builds the branch that is merged into, straight from the server. */
function isFolder(context: Script | undefined): boolean {
  return context !== undefined && !/^\s*(?:https?:|git@|\$?\{\{(?!\s*github\.workspace))/.test(context.text);
}

function buildOf({ name, words }: SimpleCommand): string | undefined {
  const [first = '', ...others] = words
    .slice(1)
    .map(({ value }) => value ?? '')
    .filter((word) => /^[a-z]+$/.test(word));
  const compose = name === 'docker-compose' || name === 'podman-compose' || first === 'compose';
  if (compose) {
    return words.some(({ value }) => value === 'up' || value === 'build' || value === 'run')
      ? 'This command starts or builds the Compose file'
      : undefined;
  }
  if (name !== 'docker' && name !== 'podman' && name !== 'buildah') return undefined;
  const builds =
    first === 'build' || first === 'bud' || (first === 'buildx' && others.some((word) => word === 'build' || word === 'bake'));
  return builds ? 'This command builds the Dockerfile' : undefined;
}

function whole(script: Script): Place {
  return placeIn(script, 0, script.text.length);
}
