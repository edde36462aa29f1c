import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/valid-name',
  title: 'The engine refuses the name of the container',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'container',
  needs: ['containerName'],
  why: 'A container’s name has at least two characters: letters, digits, `_`, `.` and `-`, of which the first is a letter or a digit. With any other the container does not start.',
  remedy: 'Rename it, or leave the name to Compose.',
  references: ['https://docs.docker.com/reference/compose-file/services/#container_name'],
  equivalents: { dclint: ['service-container-name-regex'] },

  *check({ container }) {
    const { containerName } = container;
    if (
      containerName.state === 'known' &&
      containerName.value !== '' &&
      !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(containerName.value)
    )
      yield { at: containerName.at, message: `${called(container)} has a container name that the engine refuses.` };
  },

  examples: [
    {
      name: 'a character that is not allowed',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    container_name: «"web@home"»\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    container_name: web-home\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run --name «web/1» example/web:1.4\n' },
  ],
});
