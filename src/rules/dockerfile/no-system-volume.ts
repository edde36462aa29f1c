import { defineRule } from '../rule.ts';
import { instructionsOf, resolved } from './instructions.ts';
import { systemFolder } from './system-folder.ts';

export default defineRule({
  id: 'dockerfile/no-system-volume',
  title: 'A folder of the system is declared as a volume',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['VOLUME'],
  why: 'Old programs and accounts of the system stay in use after an update of the image, and changes that an intruder makes to them outlive the container: what is under a volume is kept, and shared with whoever mounts it.',
  remedy:
    'Declare the folder with the data of the program alone (`VOLUME /var/lib/app`), or none and mount one when the container is started.',
  references: ['https://docs.docker.com/reference/dockerfile/#volume', 'CIS Docker Benchmark 1.6.0, 5.6'],
  equivalents: { dockle: ['DKL-DI-0002'], cis: ['5.6'] },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'VOLUME')) {
      for (const value of instruction.values) {
        const path = resolved(dockerfile, instruction, value);
        const folder = /^\/(?:etc|bin|sbin|lib|lib64|usr|boot|root)?\/?$/.test(path) ? path : systemFolder(path);
        if (folder !== undefined)
          yield { at: value.at, key: path, message: `\`${path}\` belongs to the system, not to the data of the program.` };
      }
    }
  },

  examples: [
    {
      name: 'accounts and settings',
      bad: 'FROM debian:12-slim\nVOLUME /data «/etc»\n',
      good: 'FROM debian:12-slim\nVOLUME /data\n',
    },
    { name: 'devices', bad: 'FROM debian:12-slim\nVOLUME [«"/dev"»]\n' },
    { name: 'a folder for one program', good: 'FROM debian:12-slim\nVOLUME /etc/app\n' },
  ],
});
