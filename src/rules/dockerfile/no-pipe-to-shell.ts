import { buildCommands } from '../../posture/build-commands.ts';
import { downloadRunBy, interpreters } from '../download-run.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/no-pipe-to-shell',
  title: 'A download is run without a look at it',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: [...interpreters],
  why: 'With `curl … | sh` whatever the server sends today becomes part of the image, as root. Nobody sees what ran, a broken connection runs half of it, and who takes over the server owns every build.',
  remedy:
    'Download a pinned version to a file, compare its checksum (`ADD --checksum=sha256:…`, or `sha256sum -c`), then run it; or install the distribution’s package.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#add---checksum',
    'CIS Docker Benchmark 1.6.0, 4.11',
    'OWASP Docker Security Cheat Sheet, rule 13',
  ],
  equivalents: { cis: ['4.11'] },

  *check({ dockerfile }) {
    for (const { command } of buildCommands(dockerfile)) {
      const found = downloadRunBy(command);
      if (found === undefined) continue;
      yield {
        at: found.at,
        message: `What \`${found.downloader}\` downloads is run by \`${command.name}\` without a look at it.`,
      };
    }
  },

  examples: [
    {
      name: 'a script from the network',
      bad: 'FROM debian:12-slim\nRUN «curl -fsSL https://example.com/install.sh | sh»\nUSER 1000\n',
      good: 'FROM debian:12-slim\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool-1.2.0 /usr/local/bin/tool\nUSER 1000\n',
    },
    {
      name: 'through sudo, with arguments',
      bad: 'FROM debian:12-slim\nRUN apt-get update && «wget -qO- https://example.com/setup | sudo bash -s -- --yes» && rm -rf /tmp/*\n',
    },
    {
      name: 'in a heredoc',
      bad: 'FROM debian:12-slim\nRUN <<EOF\nset -e\n«curl -s https://example.com/i.py | python3 -»\nEOF\n',
    },
    { name: 'another pipe', good: 'FROM debian:12-slim\nRUN curl -fsSL https://example.com/a.tar.gz | tar -xz -C /opt\n' },
    {
      name: 'a program of its own',
      good: 'FROM debian:12-slim\nRUN curl -fsSL https://example.com/data.json | python3 /app/import.py\n',
    },
  ],
});
