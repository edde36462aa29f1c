import { formOfTest, missingForHealth } from '../../posture/health-programs.ts';
import { lackedBy, lackingIn } from '../../posture/lacking-programs.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/health-program-there',
  title: 'The health check calls a program that the image does not have',
  severity: 'medium',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  needs: ['healthTest'],
  judges: 'healthCheck',
  why: 'The check fails each time, so the container is always unhealthy: what waits for it with `condition: service_healthy` never starts, and a real failure is not seen among the false ones.',
  remedy:
    'Call what the image has: `wget -q --spider` of BusyBox in Alpine, the language’s own runtime, or a small program of yours that is built in.',
  references: [
    'https://docs.docker.com/reference/compose-file/services/#healthcheck',
    'https://docs.docker.com/reference/dockerfile/#healthcheck',
    'CIS Docker Benchmark 1.6.0, 4.6 and 5.27',
  ],
  equivalents: { cis: ['4.6', '5.27'] },

  *check({ container, posture: { stage } }) {
    const { healthTest, healthCheck, image, mounts } = container;
    const [first] = healthTest.items;
    const form = formOfTest(healthTest.items.map(({ value }) => value));
    if (first === undefined || form === undefined || healthTest.unknown.length > 0) return;
    if (
      healthCheck.state !== 'known' ||
      !healthCheck.value ||
      mounts.items.some(({ value }) => /s?bin(?:\/|$)/.test(value.target))
    )
      return;
    const known = stage === undefined && image.state === 'known' ? lackingIn(image.value) : undefined;
    if (stage === undefined && known === undefined) return;
    const whyLacked = (program: string): string | undefined => {
      if (stage !== undefined) return lackedBy(stage, program);
      return known?.programs.has(program) === true && image.state === 'known' ? `\`${image.value}\` ${known.why}` : undefined;
    };
    const missing = missingForHealth(form, (program) => whyLacked(program) !== undefined);
    if (missing === undefined) return;
    yield {
      at: healthCheck.at,
      key: missing,
      message: `${called(container)} is asked for its health with \`${missing}\`, which is not there: ${whyLacked(missing) ?? ''}.`,
      related:
        stage === undefined ? [] : [{ at: stage.chain.at(-1)?.from.at ?? stage.stage.from.at, note: 'what it is built from' }],
    };
  },

  examples: [
    {
      name: 'curl in an image of Alpine',
      bad: 'services:\n  web:\n    build: .\n    healthcheck:\n      test: «[CMD, curl, -f, "http://localhost:3000/"]»\n',
      good: 'services:\n  web:\n    build: .\n    healthcheck:\n      test: [CMD, wget, -q, --spider, "http://localhost:3000/"]\n',
      files: { Dockerfile: 'FROM node:22-alpine\nCOPY . /app\nRUN npm ci\nUSER node\n' },
    },
    {
      name: 'a well-known image',
      bad: 'services:\n  login:\n    image: quay.io/keycloak/keycloak:26.0\n    healthcheck:\n      test: «curl -f http://localhost:9000/health || exit 1»\n',
    },
    {
      name: 'no shell',
      bad: 'services:\n  api:\n    build: .\n    healthcheck:\n      test: «["CMD-SHELL", "/api health"]»\n',
      good: 'services:\n  api:\n    build: .\n    healthcheck:\n      test: ["CMD", "/api", "health"]\n',
      files: {
        Dockerfile: 'FROM golang:1.24 AS build\nRUN go build -o /api .\nFROM scratch\nCOPY --from=build /api /api\nUSER 1000\n',
      },
    },
    {
      name: 'installed on the way, or by a step that nobody sees through',
      good: 'services:\n  one:\n    build: { context: ., target: one }\n    healthcheck: { test: curl -f http://localhost }\n  two:\n    build: { context: ., target: two }\n    healthcheck: { test: curl -f http://localhost }\n  three:\n    build: { context: ., target: three }\n    healthcheck: { test: curl -f http://localhost }\n',
      files: {
        Dockerfile:
          'FROM alpine:3.22 AS one\nRUN apk add --no-cache curl\nFROM debian:12 AS two\nCOPY setup.sh .\nRUN ./setup.sh\nFROM python:3.13-slim AS three\nARG PACKAGES\nRUN apt-get install -y $PACKAGES\n',
      },
    },
    {
      name: 'another program stands in for it, or it is asked for before',
      good: 'services:\n  one:\n    image: alpine:3.22\n    healthcheck: { test: "curl -f http://localhost || wget -q http://localhost" }\n  two:\n    image: alpine:3.22\n    healthcheck: { test: "if command -v curl; then curl -f http://localhost; fi" }\n',
    },
    {
      name: 'an image that nobody knows',
      good: 'services:\n  web:\n    image: example/web:1\n    healthcheck: { test: curl -f http://localhost }\n',
    },
  ],
});
