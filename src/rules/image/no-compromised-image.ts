import { badTrivyDigests, badTrivyVersions } from '../workflow/compromised-actions.ts';
import { defineRule } from '../rule.ts';

/** The names under which the images of Trivy are published. */
const trivy = /^(?:(?:docker\.io\/)?aquasec|ghcr\.io\/aquasecurity|public\.ecr\.aws\/aquasecurity)\/trivy$/;

export default defineRule({
  id: 'image/no-compromised-image',
  title: 'An image was published by attackers',
  severity: 'critical',
  confidence: 'certain',
  profile: 'default',
  subject: 'image',
  why: 'The images of Trivy 0.69.4 to 0.69.6 were not made by its authors: they read every secret in their reach and send it away. Registries took them down; a mirror or a cache may still have them, and whoever ran one has leaked what it could reach.',
  remedy: 'Name a release that is known to be good by its digest, and change every secret that the container could reach.',
  references: ['https://github.com/aquasecurity/trivy/security/advisories/GHSA-69fq-xp46-6x23', 'CVE-2026-33634', 'CWE-506'],
  equivalents: {},

  *check({ use }) {
    const { image, at, of } = use;
    if (image.state !== 'known') return;
    const { name, tag, digest } = image.value;
    if (!trivy.test(name)) return;
    const byDigest = digest !== undefined && badTrivyDigests.has(digest);
    if (!byDigest && (digest !== undefined || !badTrivyVersions.has(tag?.replace(/^v/, '') ?? ''))) return;
    yield {
      at,
      key: name,
      ...(of === undefined ? {} : { subject: { image: name } }),
      message: `\`${name}\` in this version steals the secrets in its reach.`,
    };
  },

  examples: [
    {
      name: 'in a step of a workflow',
      path: '.github/workflows/scan.yml',
      bad: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker run --rm «aquasec/trivy:0.69.4» image example/web:1.4\n',
      good: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker run --rm aquasec/trivy:0.72.0 image example/web:1.4\n',
    },
    {
      name: 'as a stage to copy from',
      bad: 'FROM «ghcr.io/aquasecurity/trivy:0.69.6» AS trivy\nFROM alpine:3.22\nCOPY --from=trivy /usr/local/bin/trivy /usr/local/bin/\n',
    },
    { name: 'with a v', bad: 'FROM «aquasec/trivy:v0.69.5»\n' },
    {
      name: 'by its digest, whatever the tag says',
      bad: 'FROM «aquasec/trivy:0.72.0@sha256:27f446230c60bbf0b70e008db798bd4f33b7826f9f76f756606f5417100beef3»\n',
    },
    {
      name: 'other versions, other digests, other images',
      good: 'FROM aquasec/trivy:0.69.3\nFROM aquasec/trivy\nFROM aquasec/trivy:0.69.4@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\nFROM example/trivy:0.69.4\nFROM aquasec/trivy:0v.69.4\n',
    },
  ],
});
