import { isMarkdown } from '../../parse/workflow/fences.ts';
import { defineRule } from '../rule.ts';
import { downloadRunBy } from '../download-run.ts';

export default defineRule({
  id: 'command/no-pipe-to-shell',
  title: 'A script runs a download without a look at it',
  severity: 'low',
  confidence: 'certain',
  profile: 'default',
  subject: 'command',
  why: 'With `curl … | sh` whatever the server sends today runs with the rights of the pipeline or of whoever starts the script, next to its secrets. Nobody sees what ran, and a broken connection runs half of it.',
  remedy:
    'Download a pinned version to a file, compare its checksum with `sha256sum -c`, then run it; or use a package or an action that is pinned.',
  references: ['https://docs.github.com/en/actions/reference/security/secure-use', 'CWE-494'],
  equivalents: {},

  *check({ command }) {
    if (isMarkdown(command.at.file.path)) return;
    const found = downloadRunBy(command);
    if (found !== undefined)
      yield {
        at: found.at,
        message: `What \`${found.downloader}\` downloads is run by \`${command.name}\` without a look at it.`,
      };
  },

  examples: [
    {
      name: 'an installation script',
      bad: 'set -e\n«curl -fsSL https://example.com/install.sh | sh»\n',
      good: 'set -e\ncurl -fsSL -o install.sh https://example.com/1.2/install.sh\necho "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  install.sh" | sha256sum -c\nsh install.sh\n',
    },
    {
      name: 'in a workflow',
      path: '.github/workflows/ci.yml',
      bad: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          «curl -sSfL https://example.com/install.sh | sudo bash -s -- -b /usr/local/bin»\n          scanner .\n',
    },
    { name: 'another pipe', good: 'curl -fsSL https://example.com/a.tar.gz | tar -xz -C /opt\n' },
  ],
});
