import { defineRule } from '../rule.ts';
import { missingUser, missingUserElsewhere, missingUserReferences } from './missing-user.ts';

export default defineRule({
  id: 'dockerfile/user-known',
  title: 'Nobody can tell which user the image runs as',
  severity: 'low',
  confidence: 'likely',
  profile: 'default',
  subject: 'stage',
  why: 'Without `USER` the program runs as the user of the base image, which its name alone does not tell. About four public images in five run as root, and root in the container is root to the kernel: one hole in the program, the runtime or a mount, and it is root on the host.',
  remedy:
    'Write the user down (`USER app`, or the number that the base uses), so that the next base cannot change it, or scan the image with Trivy, which reads it from there.',
  references: missingUserReferences,
  equivalents: missingUserElsewhere,

  *check({ stage }) {
    const found = missingUser(stage, 'unknown');
    if (found !== undefined) yield found;
  },

  examples: [
    {
      name: 'a base of the company',
      bad: '«FROM registry.example.com/base/java:21»\nCOPY app.jar /app.jar\nCMD ["java", "-jar", "/app.jar"]\n',
      good: 'FROM registry.example.com/base/java:21\nCOPY app.jar /app.jar\nUSER 1000\nCMD ["java", "-jar", "/app.jar"]\n',
    },
    { name: 'a base that a variable names', bad: 'ARG BASE\n«FROM $BASE»\nCMD ["app"]\n' },
    { name: 'a base that is known to be root’s is another rule’s', good: 'FROM debian:12-slim\nCMD ["app"]\n' },
  ],
});
