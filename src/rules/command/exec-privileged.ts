import { defineRule } from '../rule.ts';
import { isOn } from './option-value.ts';

export default defineRule({
  id: 'command/exec-privileged',
  title: 'A command is run in a container with every privilege',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'command',
  why: 'A fault in the command reaches the host: `exec --privileged` gives the process all capabilities, whatever the container was started with, and what was hardened at the start does not hold for it.',
  remedy:
    'Leave `--privileged` out; where the command needs a capability, start a container of its own with that capability alone.',
  references: ['https://docs.docker.com/reference/cli/docker/container/exec/#privileged', 'CIS Docker Benchmark 1.6.0, 5.23'],
  equivalents: { cis: ['5.23'] },

  *check({ docker }) {
    if (docker?.verb !== 'exec' && docker?.verb !== 'compose exec') return;
    const option = docker.options.find(({ name }) => name === 'privileged');
    if (option !== undefined && isOn(option))
      yield {
        at: option.at,
        ...(option.value !== undefined && option.value.text === undefined ? { confidence: 'possible' as const } : {}),
        message: `\`${docker.engine} ${docker.verb}\` runs a command with every privilege.`,
      };
  },

  examples: [
    {
      name: 'a look inside',
      bad: 'docker exec «--privileged» -it web sh\n',
      good: 'docker exec -it web sh\n',
    },
    { name: 'through Compose', bad: 'docker compose exec «--privileged» web sysctl -w net.core.somaxconn=1024\n' },
    { name: 'perhaps', bad: 'docker exec «--privileged=$ALL» web sh\n' },
    {
      name: 'a command’s own option, and another command',
      good: 'docker exec web tool --privileged\ndocker exec --privileged=false web sh\nsudo tool --privileged\ndocker run example/tool:1 --privileged\n',
    },
  ],
});
