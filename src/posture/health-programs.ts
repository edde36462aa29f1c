import type { CommandForm } from '../parse/dockerfile/ast.ts';
import { scriptOfRange } from '../parse/shell/mapping.ts';
import { parseScript } from '../parse/shell/parse.ts';

const ofShell = new Set(['exit', 'true', 'false', 'test', '[', ':', 'echo', 'set', 'cd', 'kill', 'printf']);

/**
 * The program without which a health check fails: the shell where there is none, else the first program, unless another one
 * stands in for it behind `||`; undefined where it is not known.
 * @param isLacking whether the image surely lacks a program
 */
export function missingForHealth(form: HealthForm, isLacking: (program: string) => boolean): string | undefined {
  if (form.kind === 'exec') {
    const [program = '', ...rest] = form.words;
    const name = program.split('/').at(-1) ?? '';
    if (isLacking(name)) return name;
    const script = /^(?:ba|da|a)?sh$/.test(name) && /^-\w*c$/.test(rest[0] ?? '') ? rest[1] : undefined;
    return script === undefined ? undefined : inScript(script, isLacking);
  }
  return isLacking('sh') ? 'sh' : inScript(form.text, isLacking);
}

export type HealthForm =
  | { readonly kind: 'exec'; readonly words: readonly string[] }
  | { readonly kind: 'shell'; readonly text: string };

/** What a container's `healthcheck.test` runs; undefined where it runs nothing. */
export function formOfTest(words: readonly string[]): HealthForm | undefined {
  const [first, ...rest] = words;
  if (first === undefined || first === 'NONE') return undefined;
  if (first === 'CMD') return { kind: 'exec', words: rest };
  return { kind: 'shell', text: (first === 'CMD-SHELL' ? rest : words).join(' ') };
}

/** What a HEALTHCHECK runs. */
export function formOfInstruction(form: CommandForm): HealthForm {
  return form.form === 'exec'
    ? { kind: 'exec', words: form.exec.map(({ raw }) => raw.replace(/^"(.*)"$/, '$1')) }
    : { kind: 'shell', text: form.command.raw };
}

function inScript(text: string, isLacking: (program: string) => boolean): string | undefined {
  const { commands, problems } = parseScript(scriptOfRange({ path: '', text }));
  if (problems.length > 0) return undefined;
  const programs = commands.map(({ name }) => name).filter((name) => !ofShell.has(name));
  const [first] = programs;
  if (first === undefined || !isLacking(first)) return undefined;
  const standsIn = text.includes('||') && programs.some((name) => !isLacking(name));
  return standsIn || /command -v|\bwhich\b|\btype\b|\bif\b/.test(text) ? undefined : first;
}
