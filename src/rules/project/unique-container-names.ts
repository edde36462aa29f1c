import { defineRule } from '../rule.ts';
import { profilesMeet } from './profiles.ts';

export default defineRule({
  id: 'project/unique-container-names',
  title: 'Two services want the same container name',
  severity: 'medium',
  confidence: 'certain',
  profile: 'strict',
  subject: 'project',
  why: 'A name belongs to one container of the machine. Compose refuses to start the second one.',
  remedy: 'Give each service its own `container_name`, or leave the names to Compose.',
  references: ['https://docs.docker.com/reference/compose-file/services/#container_name'],
  equivalents: { dclint: ['no-duplicate-container-names'] },

  *check({ containers, project }) {
    const first = new Map<string, (typeof containers)[number]['settings']>();
    for (const { settings } of containers) {
      const { containerName } = settings;
      if (containerName.state !== 'known' || containerName.value === '') continue;
      const other = first.get(containerName.value);
      if (other === undefined) first.set(containerName.value, settings);
      else if (profilesMeet(project, settings.name, other.name)) {
        yield {
          at: containerName.at,
          key: containerName.value,
          subject: { service: settings.name },
          message: `Services \`${other.name}\` and \`${settings.name}\` both want the container name \`${containerName.value}\`.`,
          related: other.containerName.state === 'known' ? [{ at: other.containerName.at, note: 'where it is taken' }] : [],
        };
      }
    }
  },

  examples: [
    {
      name: 'twice the same',
      bad: 'services:\n  one:\n    image: example/web:1.4\n    container_name: web\n  two:\n    image: example/web:1.4\n    container_name: «web»\n',
      good: 'services:\n  one:\n    image: example/web:1.4\n    container_name: web-1\n  two:\n    image: example/web:1.4\n    container_name: web-2\n',
    },
    {
      name: 'in one profile, and in none',
      bad: 'services:\n  one:\n    image: example/web:1.4\n    container_name: web\n    profiles: [dev, test]\n  two:\n    image: example/web:1.4\n    container_name: «web»\n    profiles: [test]\n  always:\n    image: example/web:1.4\n    container_name: «web»\n',
    },
    {
      name: 'never together',
      good: 'services:\n  dev:\n    image: example/web:1.4\n    container_name: web\n    profiles: [dev]\n  prod:\n    image: example/web:1.4\n    container_name: web\n    profiles: [prod]\n',
    },
  ],
});
