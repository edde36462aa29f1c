import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/no-cgroup-parent',
  title: 'Container is put into a control group of its own choice',
  severity: 'low',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  needs: ['cgroupParent'],
  why: 'Control groups are how Linux counts and limits the memory and processor time of programs. In a group of its own the container is outside of the limits that hold for all containers together, and can take the machine down with it.',
  remedy: 'Remove `cgroup_parent`, and set limits on the service.',
  references: ['https://docs.docker.com/reference/compose-file/services/#cgroup_parent', 'CIS Docker Benchmark 1.6.0, 5.25'],
  equivalents: { kics: ['4d9f44c6-2f4a-4317-9bb5-267adbea0232'], cis: ['5.25'] },

  *check({ container }) {
    const { cgroupParent } = container;
    if (cgroupParent.state === 'unset' || (cgroupParent.state === 'known' && cgroupParent.value === '')) return;
    if (cgroupParent.state === 'unknown') {
      if (cgroupParent.at !== undefined)
        yield {
          at: cgroupParent.at,
          confidence: 'possible',
          message: `${called(container)} is put into a control group given by a variable.`,
        };
      return;
    }
    yield { at: cgroupParent.at, message: `${called(container)} is put into the control group \`${cgroupParent.value}\`.` };
  },

  examples: [
    {
      name: 'a group of its own',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    cgroup_parent: «m-executor-abcd»\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    mem_limit: 256m\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run --cgroup-parent=«/jobs» example/web:1.4\n' },
  ],
});
