import type { OptionValue } from '../../parse/command/docker.ts';

/** What certainly stands in a value, variables and expressions left out as `$`. */
export function staticText({ pieces, text }: OptionValue): string {
  return text ?? pieces.map((piece) => ('text' in piece ? piece.text : (piece.fallback ?? '$'))).join('');
}

/** Whether a switch is on: named, and not with `=false`. */
export function isOn({ value }: { readonly value?: OptionValue }): boolean {
  return value === undefined || value.text !== 'false';
}
