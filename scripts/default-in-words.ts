import type { Door, SettingName } from '../src/settings/schema.ts';
import { definitionOf } from '../src/settings/values.ts';

/** ` Default: high.`, or nothing where a setting has none that is worth a word. */
export function defaultInWords(name: SettingName, door: Door): string {
  const definition = definitionOf(name);
  if (name === 'trivy') return door === 'action' ? ' Default: required.' : ' Default: auto.';
  switch (definition.kind) {
    case 'choice':
      return ` One of ${definition.choices.join(', ')}. Default: ${definition.default}.`;
    case 'flag':
      return ` Default: ${definition.default}.`;
    case 'seconds':
      return ` Default: ${definition.default}.`;
    case 'list':
      return definition.default.length === 0 ? '' : ` Default: \`${definition.default.join(', ')}\`.`;
    case 'text':
      return definition.default === undefined ? '' : ` Default: \`${definition.default}\`.`;
  }
}
