import type { Place } from '../../model/place.ts';
import { parseScript } from '../../parse/shell/parse.ts';
import type { SimpleCommand } from '../../parse/shell/script.ts';
import type { Workflow, WorkflowStep } from '../../parse/workflow/steps.ts';
import { defineRule } from '../rule.ts';

/** What keeps, signs or hands on the digest of what was pushed. */
const kept =
  /outputs\.(?:digest|imageid|metadata)\b|--(?:metadata-file|iidfile|digestfile)\b|\bcosign\s+(?:sign|attest)\b|\bRepoDigests\b|\bimagetools\s+inspect\b|\b(?:crane|skopeo|regctl|oras)\s+(?:image\s+)?(?:digest|inspect|resolve)\b|actions\/attest(?:-build-provenance|-sbom)?@|slsa-framework\/slsa-github-generator/;

export default defineRule({
  id: 'workflow/pushed-digest-kept',
  title: 'An image is pushed and nobody keeps its digest',
  severity: 'info',
  confidence: 'likely',
  profile: 'strict',
  subject: 'workflow',
  why: 'Whoever deploys by the tag gets what the tag points at by then, which need not be what this workflow built and scanned: tags are moved by the next run, and by anybody who may push. The digest names the bytes, and is what a signature and a scan refer to.',
  remedy:
    'Give the step an id and hand `steps.ID.outputs.digest` on: to the deployment, to a signature (`cosign sign`), or to `actions/attest-build-provenance`.',
  references: [
    'https://docs.docker.com/build/ci/github-actions/attestations/',
    'https://docs.github.com/en/actions/how-tos/secure-your-work/use-artifact-attestations/use-artifact-attestations',
  ],
  equivalents: { cis: ['4.12'] },

  *check({ workflow }) {
    if (kept.test(workflow.file.text)) return;
    const pushed = pushesOf(workflow).next();
    if (pushed.done === true) return;
    yield { at: pushed.value, message: 'What is pushed here is known by its tag alone: its digest is not kept.' };
  },

  examples: [
    {
      name: 'by the action',
      bad: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «docker/build-push-action@v6»\n        with:\n          push: true\n          tags: ghcr.io/example/web:1.4\n',
      good: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        id: push\n        with:\n          push: true\n          tags: ghcr.io/example/web:1.4\n      - run: cosign sign --yes "ghcr.io/example/web@${{ steps.push.outputs.digest }}"\n',
    },
    {
      name: 'by commands',
      bad: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          docker build -t ghcr.io/example/web:1.4 .\n          «docker push ghcr.io/example/web:1.4»\n',
    },
    {
      name: 'nothing is pushed',
      good: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with: { context: . }\n      - run: docker build .\n',
    },
  ],
});

/** The steps and commands that push an image, in the order of the file. */
function* pushesOf({ jobs }: Workflow): Generator<Place, undefined> {
  for (const { steps } of jobs) {
    for (const step of steps) {
      if (step.uses !== undefined && pushesByAction(step)) yield step.uses.at;
      const script = step.run();
      if (script === undefined || !/push/.test(script.text)) continue;
      for (const command of parseScript(script).commands) if (pushes(command)) yield command.at;
    }
  }
}

function pushesByAction({ uses, input, isOn }: WorkflowStep): boolean {
  if (uses?.name !== 'docker/build-push-action' && uses?.name !== 'docker/bake-action') return false;
  return isOn('push') || /\bpush=true\b|\btype=registry\b/.test(input('outputs')?.text ?? '');
}

/** `docker push`, and a build with `--push`. */
function pushes({ name, words }: SimpleCommand): boolean {
  if (name !== 'docker' && name !== 'podman' && name !== 'buildah' && name !== 'nerdctl') return false;
  const rest = words.slice(1).map(({ value }) => value ?? '');
  const [first, second] = rest.filter((word) => !word.startsWith('-'));
  return (
    first === 'push' ||
    (first === 'image' && second === 'push') ||
    (first?.startsWith('build') === true && rest.includes('--push'))
  );
}
