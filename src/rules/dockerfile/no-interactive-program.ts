import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';

const programs = new Set(['free', 'ifconfig', 'kill', 'mount', 'nano', 'ps', 'service', 'shutdown', 'ssh', 'top', 'vim']);

export default defineRule({
  id: 'dockerfile/no-interactive-program',
  title: 'A program is run that has nothing to do in a build',
  severity: 'info',
  confidence: 'likely',
  profile: 'all',
  subject: 'dockerfile',
  needs: [...programs],
  why: 'The line does nothing, or the build hangs on it. A build has no terminal, no services and no other processes: an editor waits for somebody to type, a service that was started is gone with its `RUN`, and `ssh` needs a key that should not be there.',
  remedy: 'Remove it, or do what it was to do when the container starts.',
  references: ['https://docs.docker.com/build/building/best-practices/#decouple-applications'],
  equivalents: {
    kics: ['9b6b0f38-92a2-41f9-b881-3a1083d99f1b'],
    hadolint: ['DL3001'],
    semgrep: ['nonsensical-command'],
    codePathfinder: ['DOCKER-BP-030'],
  },

  *check({ dockerfile }) {
    for (const { command } of buildCommands(dockerfile)) {
      if (!programs.has(command.name)) continue;
      yield { at: command.at, key: command.name, message: `\`${command.name}\` has nothing to do in a build.` };
    }
  },

  examples: [
    {
      name: 'a service',
      bad: 'FROM debian:12-slim\nRUN «service nginx start»\n',
      good: 'FROM debian:12-slim\nCMD ["nginx", "-g", "daemon off;"]\n',
    },
    { name: 'to install one', good: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y vim\n' },
  ],
});
