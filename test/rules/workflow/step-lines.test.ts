import { expect, test } from 'vitest';
import { ruleNamed } from '../../../src/rules/choice.ts';
import { judged } from '../judged.ts';

/** Tests of a rule by the steps of a job, each an item of YAML in one line or several. */
function judgesSteps(id: string, steps: { readonly found: readonly string[]; readonly passed: readonly string[] }): void {
  const ask = async (step: string): Promise<number> => {
    const rule = ruleNamed(id);
    if (rule === undefined) throw new Error(`There is no rule ${id}`);
    const text = `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step.replaceAll('\n', '\n        ')}\n`;
    const { findings, gaps } = await judged({ '.github/workflows/ci.yml': text }, [rule]);
    expect(gaps.filter(({ reason }) => reason === 'rule')).toEqual([]);
    return findings.length;
  };
  test.for(steps.found)(`${id} finds: %s`, async (step) => {
    expect(await ask(step)).toBe(1);
  });
  test.for(steps.passed)(`${id} passes: %s`, async (step) => {
    expect(await ask(step)).toBe(0);
  });
}

judgesSteps('workflow/pushed-digest-kept', {
  found: [
    'uses: docker/build-push-action@v6\nwith: { push: true }',
    'uses: docker/bake-action@v6\nwith: { push: true }',
    'uses: docker/build-push-action@v6\nwith: { outputs: "type=registry" }',
    'uses: docker/build-push-action@v6\nwith: { outputs: "type=image,push=true" }',
    'run: docker push example/web:1',
    'run: docker --debug push example/web:1',
    'run: docker image push example/web:1',
    'run: docker build --push -t example/web:1 .',
    'run: docker buildx build --push -t example/web:1 .',
    'run: podman push example/web:1',
    'run: buildah push example/web:1',
    'run: nerdctl push example/web:1',
  ],
  passed: [
    'uses: docker/build-push-action@v6',
    'uses: docker/build-push-action@v6\nwith: { push: false }',
    'uses: docker/build-push-action@v6\nwith: { outputs: "type=docker" }',
    'uses: docker/setup-buildx-action@v3\nwith: { push: true }',
    'uses: example/action@v1\nwith: { push: true, outputs: "type=registry" }',
    'name: push\nif: always()',
    'run: git push',
    'run: docker image ls push',
    'run: docker run example/web:1 push --push',
    'run: docker build -t push .',
    'run: docker load --push',
    'run: docker --push',
    'run: make push-docker',
    'run: |\n  docker push example/web:1\n  cosign sign example/web:1',
    'run: |\n  docker push example/web:1\n  docker buildx imagetools inspect example/web:1',
    'run: docker build --push --metadata-file out.json .',
  ],
});

judgesSteps('workflow/no-compromised-action', {
  found: [
    'uses: aquasecurity/trivy-action@0.34.0',
    'uses: aquasecurity/trivy-action@0.9.12',
    'uses: aquasecurity/trivy-action@f77738448eec70113cf711656914b61905b3bd47',
    'uses: aquasecurity/trivy-action@F77738448EEC70113CF711656914B61905B3BD47',
    'uses: aquasecurity/setup-trivy@v0.2.5',
    'uses: aquasecurity/setup-trivy@0.1.10',
    'uses: actions/checkout@70379aad1a8b40919ce8b382d3cd7d0315cde1d0',
    'uses: aquasecurity/setup-trivy@v0.2.6\nwith: { version: v0.69.4 }',
    'uses: aquasecurity/setup-trivy@v0.2.6\nwith: { version: " 0.69.5 " }',
    'uses: aquasecurity/trivy-action@0.35.0\nwith: { trivy-version: 0.69.6 }',
    'uses: aquasecurity/trivy-action@0.35.0\nwith: { trivy_version: 0.69.6 }',
  ],
  passed: [
    'uses: aquasecurity/trivy-action@0.35.0',
    'uses: aquasecurity/trivy-action@0.36.0',
    'uses: aquasecurity/trivy-action@1.0.0',
    'uses: aquasecurity/trivy-action@0.34.0-fork',
    'uses: aquasecurity/trivy-action@v0.34.0',
    'uses: aquasecurity/setup-trivy@v0.2.6',
    'uses: aquasecurity/setup-trivy@v0.2.7',
    'uses: aquasecurity/setup-trivy@v0.3.0',
    'uses: aquasecurity/setup-trivy@v1.0.0',
    'uses: aquasecurity/setup-trivy@v0',
    'uses: aquasecurity/setup-trivy@x0.1.0',
    'uses: aquasecurity/setup-trivy@0.1.0x',
    'uses: actions/checkout@v4',
    'uses: actions/checkout@0.1.0',
    'uses: aquasecurity/trivy-action@0.35.0\nwith: { version: 0.69.3 }',
    'uses: aquasecurity/trivy-action@0.35.0\nwith: { scan-ref: 0.69.4 }',
    'uses: example/trivy-action@v1\nwith: { version: 0.69.4 }',
    'uses: aquasecurity/trivy-action-fork@v1\nwith: { version: 0.69.4 }',
    'uses: x-aquasecurity/setup-trivy@v1\nwith: { version: 0.69.4 }',
    'run: echo 0.69.4',
  ],
});

judgesSteps('workflow/no-literal-password', {
  found: ['uses: docker/login-action@v3\nwith: { username: ci, password: hunter2 }'],
  passed: [
    'uses: docker/login-action@v3\nwith: { username: ci, password: "${{ secrets.P }}" }',
    'uses: docker/login-action@v3\nwith: { username: ci }',
    'uses: docker/login-action@v3\nwith: { username: ci, password: "x${{ secrets.P }}" }',
    'uses: docker/login-action@v3\nwith: { username: ci, password: "" }',
    'uses: example/action@v3\nwith: { password: hunter2 }',
    'run: ls',
  ],
});
