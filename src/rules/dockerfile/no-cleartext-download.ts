import type { Place } from '../../model/place.ts';
import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { said } from './command-line.ts';
import { instructionsOf, resolved } from './instructions.ts';

/** Programs that download what their words name. */
const downloaders = new Set([
  'curl',
  'wget',
  'fetch',
  'aria2c',
  'http',
  'git',
  'svn',
  'pip',
  'pip3',
  'npm',
  'yarn',
  'pnpm',
  'gem',
  'go',
  'apk',
  'rpm',
  'yum',
  'dnf',
  'microdnf',
  'zypper',
  'yum-config-manager',
  'add-apt-repository',
]);

export default defineRule({
  id: 'dockerfile/no-cleartext-download',
  title: 'A download travels in the clear',
  severity: 'low',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['ADD', ...downloaders],
  why: 'What comes over `http://` or `ftp://` can be read and replaced by every network on the way, and the replacement ends up in the image. Only a checksum or a signature that is compared afterwards would notice.',
  remedy: 'Use `https://`; where a server has none, compare a checksum (`ADD --checksum=sha256:…`, `sha256sum -c`).',
  references: [
    'https://cwe.mitre.org/data/definitions/319.html',
    'https://docs.docker.com/reference/dockerfile/#add---checksum',
    'CIS Docker Benchmark 1.6.0, 4.11',
  ],
  equivalents: { sonar: ['S5332'], cis: ['4.11'] },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ADD')) {
      if (instruction.flags.some(({ name }) => name === 'checksum')) continue;
      for (const source of instruction.sources) {
        const address = cleartext(resolved(dockerfile, instruction, source));
        if (address !== undefined) yield told(source.at, address);
      }
    }
    for (const { command } of buildCommands(dockerfile)) {
      if (!downloaders.has(command.name)) continue;
      for (const [index, word] of command.words.entries()) {
        const address = cleartext(said(word));
        const before = command.words[index - 1];
        if (address !== undefined && !(before !== undefined && isNoSource(said(before)))) yield told(word.at, address);
      }
    }
  },

  examples: [
    {
      name: 'a file',
      bad: 'FROM debian:12-slim\nRUN curl -fsSL «http://example.com/tool.tar.gz» | tar -xz\n',
      good: 'FROM debian:12-slim\nRUN curl -fsSL https://example.com/tool.tar.gz | tar -xz\n',
    },
    { name: 'with ADD', bad: 'FROM debian:12-slim\nADD «ftp://example.com/data.csv» /data/\n' },
    {
      name: 'this machine, and a proxy',
      good: 'FROM debian:12-slim\nRUN curl -fs http://localhost:8080/ready && curl -x http://proxy.example.com:3128 https://example.com/a\n',
    },
  ],
});

/** The scheme and host of an address without encryption that leaves this machine. */
function cleartext(text: string): string | undefined {
  if (!text.includes('://')) return undefined;
  const match = /^(?:git\+|--[\w-]+=)?((?:http|ftp):\/\/)(?:[^/@\s]*@)?(\[[^\]]*\]|[^/:\s?#]+)/i.exec(text);
  const host = match?.[2];
  if (match === null || host === undefined || /^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|\$)/i.test(host)) return undefined;
  return /^--(?:proxy|.*-proxy|header|referer|user-agent)=/.test(text) ? undefined : `${match[1] ?? ''}${host}`;
}

/** Whether the word behind an option is no address to load from. */
function isNoSource(option: string): boolean {
  return /^-(?:x|e|H|A|d|b|-proxy|-referer|-header|-user-agent|-data|-preproxy)$|proxy$/.test(option);
}

function told(at: Place, address: string): { at: Place; key: string; message: string } {
  return { at, key: address, message: `\`${address}\` is not encrypted: what comes from there can be replaced on the way.` };
}
