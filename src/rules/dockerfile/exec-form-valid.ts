import type { CommandForm, Instruction } from '../../parse/dockerfile/ast.ts';
import { defineRule } from '../rule.ts';
import { plainInstructions } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/exec-form-valid',
  title: 'An exec form is no valid JSON',
  severity: 'medium',
  confidence: 'likely',
  profile: 'strict',
  subject: 'dockerfile',
  why: 'An array with single quotes, a missing comma or something behind the bracket is not refused: Docker hands the whole text, brackets and all, to a shell. The container then dies at its start, or does something else.',
  remedy: 'Write a JSON array: double quotes, commas between the words, nothing behind the bracket.',
  references: ['https://docs.docker.com/reference/dockerfile/#exec-form'],
  equivalents: { sonar: ['S7030'] },

  *check({ dockerfile }) {
    for (const instruction of plainInstructions(dockerfile)) {
      const form = formOf(instruction);
      if (form?.form !== 'shell' || !isMeantAsArray(form.command.raw.trim(), instruction.keyword === 'RUN')) continue;
      yield {
        at: form.command.at,
        key: instruction.keyword,
        message: `This ${instruction.keyword} looks like a JSON array and is none: a shell gets it as it stands.`,
      };
    }
  },

  examples: [
    {
      name: 'single quotes',
      bad: "FROM node:22-slim\nCMD «['node', 'server.js']»\n",
      good: 'FROM node:22-slim\nCMD ["node", "server.js"]\n',
    },
    { name: 'something behind the bracket', bad: 'FROM node:22-slim\nENTRYPOINT «["/app", "-c", "a.json"] -D»\n' },
    { name: 'a missing comma', bad: 'FROM node:22-slim\nRUN «["npm" "ci"]»\n' },
    { name: 'a test of the shell', good: 'FROM node:22-slim\nRUN [ "$(cut -d\' \' -f1 /a)" = "production" ] && npm ci\n' },
  ],
});

function formOf(instruction: Instruction): CommandForm | undefined {
  if (instruction.keyword === 'HEALTHCHECK') return instruction.test;
  const { keyword } = instruction;
  return keyword === 'CMD' || keyword === 'ENTRYPOINT' || keyword === 'RUN' ? instruction : undefined;
}

/** Whether a text that is no JSON array was to be one. In a RUN it may be a test of the shell: `[ "$A" = b ]`. */
function isMeantAsArray(text: string, mayBeTest: boolean): boolean {
  if (!text.startsWith('[') || text.startsWith('[[')) return false;
  if (/^\[\s*(["'])(?:(?!\1).)*\1\s*[,\]"']/.test(text) || /^\[\s*["'“”‘’][^"'“”‘’]*[“”‘’]/.test(text)) return true;
  return !mayBeTest && !/^\[ .* \](?:\s*(?:&&|\|\||;)|$)/s.test(text);
}
