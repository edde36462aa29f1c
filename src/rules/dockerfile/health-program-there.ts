import { formOfInstruction, missingForHealth } from '../../posture/health-programs.ts';
import { lackedBy } from '../../posture/lacking-programs.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/health-program-there',
  title: 'HEALTHCHECK calls a program that the image does not have',
  severity: 'medium',
  confidence: 'likely',
  profile: 'strict',
  subject: 'stage',
  needs: ['HEALTHCHECK'],
  why: 'The check fails each time, so the container is always unhealthy: what waits for it with `condition: service_healthy` never starts, and a real failure is not seen among the false ones.',
  remedy:
    'Call what the image has: `wget -q --spider` of BusyBox in Alpine, the language’s own runtime, or a small program of yours that is built in.',
  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck', 'CIS Docker Benchmark 1.6.0, 4.6'],
  equivalents: { cis: ['4.6'] },

  *check({ stage }) {
    const test = stage.healthCheck?.test;
    if (stage.healthCheck === undefined || test === undefined) return;
    const missing = missingForHealth(formOfInstruction(test), (program) => lackedBy(stage, program) !== undefined);
    if (missing === undefined) return;
    yield {
      at: stage.healthCheck.at,
      key: missing,
      message: `The health check calls \`${missing}\`, which is not there: ${lackedBy(stage, missing) ?? ''}.`,
      related: [{ at: stage.chain.at(-1)?.from.at ?? stage.stage.from.at, note: 'what it is built from' }],
    };
  },

  examples: [
    {
      name: 'curl in a slim image',
      bad: 'FROM python:3.13-slim\nCOPY . /app\nRUN pip install -r /app/requirements.txt\n«HEALTHCHECK CMD curl -f http://localhost:8000/ || exit 1»\nUSER 1000\n',
      good: 'FROM python:3.13-slim\nCOPY . /app\nRUN pip install -r /app/requirements.txt\nHEALTHCHECK CMD ["python", "/app/healthy.py"]\nUSER 1000\n',
    },
    {
      name: 'where there is no shell',
      bad: 'FROM golang:1.24 AS build\nRUN go build -o /api .\nFROM gcr.io/distroless/static\nCOPY --from=build /api /api\n«HEALTHCHECK CMD /api health»\nUSER 1000\n',
      good: 'FROM golang:1.24 AS build\nRUN go build -o /api .\nFROM gcr.io/distroless/static\nCOPY --from=build /api /api\nHEALTHCHECK CMD ["/api", "health"]\nUSER 1000\n',
    },
    {
      name: 'installed, or brought along',
      good: 'FROM node:22-slim AS one\nRUN apt-get update && apt-get install -y --no-install-recommends curl\nHEALTHCHECK CMD curl -f http://localhost\nUSER node\n',
    },
    {
      name: 'brought along',
      good: 'FROM scratch\nCOPY --from=busybox:1.37 /bin/wget /bin/wget\nCOPY api /api\nHEALTHCHECK CMD ["/bin/wget", "-q", "--spider", "http://localhost"]\nUSER 1000\n',
    },
  ],
});
