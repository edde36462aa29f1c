import { defineRule } from '../rule.ts';
import { instructionsOf, resolved } from './instructions.ts';
import { systemFolder } from './system-folder.ts';

export default defineRule({
  id: 'dockerfile/no-system-workdir',
  title: 'Container starts in a folder of the system',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['WORKDIR'],
  why: '`/proc`, `/sys` and `/dev` are the kernel’s, `/boot` and `/lost+found` the system’s. An image that starts in `/proc/self/fd/…` is how CVE-2024-21626 left the container: the runtime’s open files led to the host’s root folder.',
  remedy: 'Set `WORKDIR` to a folder of the program (`/app`).',
  references: ['https://nvd.nist.gov/vuln/detail/CVE-2024-21626', 'https://docs.docker.com/reference/dockerfile/#workdir'],
  equivalents: { trivy: ['DS-0030'] },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'WORKDIR')) {
      const path = resolved(dockerfile, instruction, instruction.argument);
      const folder = systemFolder(path) ?? /^\/(?:boot|initrd|lost\+found)(?=\/)/.exec(path)?.[0];
      if (folder !== undefined)
        yield { at: instruction.at, key: folder, message: `\`${path}\` lies in \`${folder}\`, which is the system’s.` };
    }
  },

  examples: [
    {
      name: 'a file of the runtime',
      bad: 'FROM debian:12-slim\n«WORKDIR /proc/self/fd/8»\n',
      good: 'FROM debian:12-slim\nWORKDIR /app\n',
    },
    { name: 'in quotes, through a variable', bad: 'FROM debian:12-slim\nARG TOP=/sys\n«WORKDIR "$TOP/fs"»\n' },
    { name: 'where a kernel is started from', bad: 'FROM debian:12-slim\n«WORKDIR /boot/grub»\n' },
    { name: 'names that begin alike', good: 'FROM debian:12-slim\nWORKDIR /process\nWORKDIR /system\n' },
  ],
});
