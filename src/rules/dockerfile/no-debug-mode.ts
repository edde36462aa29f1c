import { environmentAt } from '../../parse/dockerfile/scope.ts';
import { defineRule } from '../rule.ts';
import { resolved } from './instructions.ts';

const debug = /(?:^|_)DEBUG(?:_MODE|_ENABLED|GER)?$/;
const environment =
  /^(?:(?:APP|APPLICATION|NODE|RAILS|RACK|FLASK|DJANGO|MIX|CI|ASPNETCORE|DOTNET|QUARKUS|SYMFONY|LARAVEL|YII|WP|HANAMI|SINATRA|MICRONAUT|GO|GIN|HASURA|BUILD)_?)?(?:ENV|ENVIRONMENT|MODE)$/;

export default defineRule({
  id: 'dockerfile/no-debug-mode',
  title: 'Image is in debug mode',
  severity: 'low',
  confidence: 'likely',
  profile: 'default',
  subject: 'stage',
  needs: ['ENV'],
  why: 'In debug mode frameworks answer an error with their source, settings and secrets, and some with a console that runs commands (Flask’s debugger). Whoever runs the image gets that without having asked for it.',
  remedy: 'Set the variable to its production value, and switch debugging on where a container is started for it.',
  references: ['https://cwe.mitre.org/data/definitions/489.html', 'https://flask.palletsprojects.com/en/stable/debugging/'],
  equivalents: { sonar: ['S4507'] },

  *check({ stage, dockerfile }) {
    for (const { instructions } of stage.chain) {
      for (const instruction of instructions) {
        if (instruction.keyword !== 'ENV') continue;
        for (const { name, value } of instruction.pairs) {
          if (value === undefined || !isDebugging(name.raw, resolved(dockerfile, instruction, value))) continue;
          const later = instructions.at(-1);
          const end = later === undefined ? undefined : environmentAt(dockerfile, later)(name.raw);
          if (end !== undefined && later !== instruction && !isDebugging(name.raw, end)) continue;
          yield {
            at: { file: name.at.file, span: { start: name.at.span.start, end: value.at.span.end } },
            key: name.raw,
            message: `\`${name.raw}\` switches debugging on for everybody who runs the image.`,
          };
        }
      }
    }
  },

  examples: [
    {
      name: 'a switch',
      bad: 'FROM python:3.12-slim\nENV PORT=8000 «FLASK_DEBUG=1»\n',
      good: 'FROM python:3.12-slim\nENV PORT=8000 FLASK_DEBUG=0\n',
    },
    {
      name: 'an environment by name',
      bad: 'FROM node:22-slim\nENV «NODE_ENV=development»\n',
      good: 'FROM node:22-slim\nENV NODE_ENV=production\n',
    },
    {
      name: 'in a stage that is not shipped',
      good: 'FROM node:22 AS dev\nENV NODE_ENV=development\nFROM node:22-slim\nENV NODE_ENV=production\n',
    },
    {
      name: 'put right later',
      good: 'FROM node:22-slim\nENV NODE_ENV=development\nRUN npm run build\nENV NODE_ENV=production\nUSER node\n',
    },
  ],
});

function isDebugging(name: string, value: string): boolean {
  const upper = name.toUpperCase();
  if (environment.test(upper)) return /^(?:dev|develop|development|debug)$/i.test(value.trim());
  return debug.test(upper) && /^(?:1|true|yes|on|enabled)$/i.test(value.trim());
}
