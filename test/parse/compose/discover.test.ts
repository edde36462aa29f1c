import { describe, expect, it } from 'vitest';
import { composeProjects, isComposeName, standsAlone, variantFiles } from '../../../src/parse/compose/discover.ts';

const files = (paths: readonly string[], alone?: (path: string) => boolean): readonly (readonly string[])[] =>
  composeProjects(paths, alone).map((project) => project.files);

describe('finding projects', () => {
  it('lays the override file on the base file of its folder, as Compose does by itself', () => {
    expect(composeProjects(['a/docker-compose.override.yml', 'a/compose.yaml', 'compose.yml'])).toEqual([
      { files: ['a/compose.yaml', 'a/docker-compose.override.yml'], label: 'a/compose.yaml + docker-compose.override.yml' },
      { files: ['compose.yml'], label: 'compose.yml' },
    ]);
  });

  it('takes the base by the order of Compose and judges the other names by themselves', () => {
    expect(files(['docker-compose.yaml', 'docker-compose.yml', 'compose.yml', 'compose.override.yml'])).toEqual([
      ['compose.yml', 'compose.override.yml'],
      ['docker-compose.yaml'],
      ['docker-compose.yml'],
    ]);
  });

  it('lays a variant on the base only where it needs one', () => {
    const paths = ['docker-compose.yml', 'docker-compose.prod.yml', 'docker-compose.test.yml'];
    expect(files(paths, (path) => path.includes('test'))).toEqual([
      ['docker-compose.yml'],
      ['docker-compose.yml', 'docker-compose.prod.yml'],
      ['docker-compose.test.yml'],
    ]);
    expect(variantFiles(paths)).toEqual(['docker-compose.prod.yml', 'docker-compose.test.yml']);
  });

  it('lays what needs another file on the nearest base above, where its own folder has none', () => {
    const paths = ['compose.yaml', 'x/y/logs-compose.yml', 'x/docker-compose.override.yml', 'x/compose.prod.yaml'];
    expect(composeProjects(paths, (path) => !path.endsWith('logs-compose.yml'))).toEqual([
      { files: ['compose.yaml'], label: 'compose.yaml' },
      { files: ['x/compose.prod.yaml'], label: 'x/compose.prod.yaml' },
      { files: ['compose.yaml', 'x/docker-compose.override.yml'], label: 'compose.yaml + x/docker-compose.override.yml' },
      { files: ['compose.yaml', 'x/y/logs-compose.yml'], label: 'compose.yaml + x/y/logs-compose.yml' },
    ]);
  });

  it('judges everything alone where there is no base', () => {
    expect(files(['x/compose.prod.yaml', 'x/compose.override.yaml', 'y/compose.yaml'], () => false)).toEqual([
      ['x/compose.override.yaml'],
      ['x/compose.prod.yaml'],
      ['y/compose.yaml'],
    ]);
  });

  it.each([
    'compose.yaml',
    'a/docker-compose.yml',
    'docker-compose-dev.yaml',
    'compose.prod.yml',
    'db.compose.yaml',
    'Docker-Compose.YML',
    'podman-compose.yml',
    'compose-2.yml',
  ])('takes %s for the name of a Compose file', (path) => {
    expect(isComposeName(path)).toBe(true);
  });

  it.each(['composer.yaml', 'docker-compose.json', 'compose/app.yaml', 'decompose.yaml', 'docker-compose.yml.j2'])(
    'does not take %s for one',
    (path) => {
      expect(isComposeName(path)).toBe(false);
    },
  );

  it.each([
    ['services: {a: {image: x}, b: {build: .}}', true],
    ['services: {a: {extends: {file: f.yaml, service: a}}}', true],
    ['include: [a.yaml]', true],
    ['services: {a: {image: x}, b: {user: y}}', false],
    ['services: {a: {image: x, depends_on: [b]}}', false],
    ['services: {a:}', false],
    ['volumes: {a: {}}', false],
    ['services: [', false],
    ['', false],
  ])('tells whether %j can be started by itself', (text, alone) => {
    expect(standsAlone({ path: 'compose.prod.yaml', text })).toBe(alone);
  });
});
