import { defineRule } from '../rule.ts';
import { permissionChanges } from './permission-changes.ts';

export default defineRule({
  id: 'dockerfile/no-setuid',
  title: 'A program gets the setuid or setgid bit',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['--chmod', 'chmod', 'install', 'mkdir'],
  why: 'Whoever starts a setuid program runs it as its owner, mostly root. One hole in it, and a program that was started without privileges is root in the container.',
  remedy:
    'Leave the bit off; give single capabilities with `setcap` where one is needed, and run containers with `no-new-privileges`.',
  references: [
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
    'CIS Docker Benchmark 1.6.0, 4.8',
    'OWASP Docker Security Cheat Sheet, rule 4',
  ],
  equivalents: { sonar: ['S2612'], dockle: ['CIS-DI-0008'], cis: ['4.8'] },

  *check({ dockerfile }) {
    for (const { at, mode, bits } of permissionChanges(dockerfile)) {
      if (bits.setId && !isSharedFolder(mode))
        yield { at, key: mode, message: `Mode \`${mode}\` makes whoever starts the file run it as its owner or group.` };
    }
  },

  examples: [
    {
      name: 'by number',
      bad: 'FROM debian:12-slim\nCOPY ping /usr/bin/ping\nRUN «chmod 4755 /usr/bin/ping»\n',
      good: 'FROM debian:12-slim\nCOPY ping /usr/bin/ping\nRUN setcap cap_net_raw=+ep /usr/bin/ping\n',
    },
    { name: 'in letters', bad: 'FROM debian:12-slim\nRUN «chmod u+s /usr/bin/tool» && «chmod g+s /data»\n' },
    { name: 'a folder for a group', good: 'FROM debian:12-slim\nRUN mkdir /data && chmod 2775 /data\n' },
    { name: 'taken away', good: 'FROM debian:12-slim\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +\n' },
  ],
});

/** `2775` and its like are for folders whose files are to keep the group. */
function isSharedFolder(mode: string): boolean {
  return /^0?[23]77[0-7]$/.test(mode);
}
