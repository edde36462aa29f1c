import { lastOption } from '../../parse/command/docker.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'command/exec-root',
  title: 'A command is run in a container as root',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'command',
  why: 'As root the command may change every file of the container and leave files behind that the program cannot write, and it is a short way to the host where anything else is weak. The image starts its program as somebody else for a reason.',
  remedy: 'Run the command as the user of the image; do what needs root when the image is built.',
  references: ['https://docs.docker.com/reference/cli/docker/container/exec/', 'CIS Docker Benchmark 1.6.0, 5.24'],
  equivalents: { cis: ['5.24'] },

  *check({ docker }) {
    if (docker?.verb !== 'exec' && docker?.verb !== 'compose exec') return;
    const option = lastOption(docker, 'user');
    if (option?.value?.text !== undefined && /^(?:root|0+)(?::|$)/.test(option.value.text))
      yield { at: option.at, message: `\`${docker.engine} ${docker.verb}\` runs a command as root.` };
  },

  examples: [
    {
      name: 'by name',
      bad: 'docker exec «-u root» web chown -R app /data\n',
      good: 'docker exec web ls -l /data\n',
    },
    { name: 'by number, with a group', bad: 'docker compose exec «--user=0:0» web sh\n' },
    { name: 'zero at length', bad: 'docker exec «-u 00» web sh\n' },
    {
      name: 'somebody else, somebody unknown, and another command',
      good: 'docker exec -u 1000 web sh\ndocker exec -u rooted web sh\ndocker exec -u "$WHO" web sh\ndocker exec -u\ndocker run -u root example/tool:1\nls -u root\n',
    },
  ],
});
