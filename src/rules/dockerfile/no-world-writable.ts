import { defineRule } from '../rule.ts';
import { permissionChanges } from './permission-changes.ts';

export default defineRule({
  id: 'dockerfile/no-world-writable',
  title: 'Everybody in the container may write to files of the image',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['--chmod', 'chmod', 'install', 'mkdir'],
  why: 'A file that every user may change is changed by whoever breaks in, whatever user the program runs as: the program itself, its configuration, a script that root runs later.',
  remedy:
    'Give the one user that writes there the ownership (`COPY --chown=app`, `chown app`), with mode `755` for programs and folders and `644` for files.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#copy---chown---chmod',
    'https://man7.org/linux/man-pages/man1/chmod.1.html',
    'https://cwe.mitre.org/data/definitions/732.html',
  ],
  equivalents: { sonar: ['S2612'] },

  *check({ dockerfile }) {
    for (const { at, mode, bits, files } of permissionChanges(dockerfile)) {
      if (!bits.othersWrite || isSticky(mode) || (files.length > 0 && files.every(isScratch))) continue;
      yield { at, key: mode, message: `Mode \`${mode}\` lets every user write there.` };
    }
  },

  examples: [
    {
      name: 'in a RUN',
      bad: 'FROM debian:12-slim\nCOPY app /app\nRUN «chmod -R 777 /app»\nUSER 1000\n',
      good: 'FROM debian:12-slim\nCOPY --chown=1000 app /app\nUSER 1000\n',
    },
    { name: 'in a COPY', bad: 'FROM debian:12-slim\nCOPY «--chmod=0666» app.conf /etc/app.conf\n' },
    { name: 'in letters', bad: 'FROM debian:12-slim\nRUN mkdir /data && «chmod a+rwx /data»\n' },
    { name: 'by find', bad: 'FROM debian:12-slim\nRUN find /srv -type d -exec «chmod 777 {}» \\;\n' },
    { name: 'a program everybody may run', good: 'FROM debian:12-slim\nRUN chmod +x /app && chmod 755 /entrypoint.sh\n' },
    { name: 'the folder for temporary files', good: 'FROM debian:12-slim\nRUN chmod 1777 /tmp\n' },
  ],
});

/** The sticky bit keeps users from each other's files. */
function isSticky(mode: string): boolean {
  return /^0?[1357][0-7]{3}$/.test(mode) || /\+[rwxX]*t/.test(mode);
}

function isScratch(path: string): boolean {
  return /^\/(?:var\/)?tmp\/?$|^\/dev\/shm\/?$/.test(path);
}
