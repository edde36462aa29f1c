import type { PostureKey, Postures } from '../model/report.ts';
import type { Paint } from './ansi.ts';
import { oneLine } from './escape.ts';
import { compactKeys, postureLabels, postureName, shortValue } from './posture.ts';
import { plural } from './verdict.ts';
import { clip, columnsOf } from './wrap.ts';

/** How many containers a terminal is told of; the JSON and HTML reports have all of them. */
const rowLimit = 20;
const gap = 2;
/** The name has this much before others get any of it. */
const nameWidth = 20;
const least = 8;
/** From how many columns on all values are told, and names in full. */
const wideFrom = 120;
/** What gives way first where there is no room. */
const dispensable: readonly PostureKey[] = ['noNewPrivileges', 'limits', 'writable', 'mounts'];

/** What containers really run as, a line each, as wide as the terminal: what has no room is cut. */
export function postureLines(
  postures: Postures,
  {
    paint,
    width,
    ellipsis,
    arrow,
  }: { readonly paint: Paint; readonly width: number; readonly ellipsis: string; readonly arrow: string },
): readonly string[] {
  if (postures.length === 0) return [];
  const shown = Array.from({ length: Math.min(postures.length, rowLimit) }, (_, at) => postures.at(at) ?? []).flat();
  const columns = Math.max(1, Math.floor((width - nameWidth - gap) / (least + gap + 3)));
  const surplus = compactKeys.length - (width >= wideFrom ? compactKeys.length : columns);
  const keys = compactKeys.filter((key) => !dispensable.slice(0, Math.max(0, surplus)).includes(key));
  const rows = shown.map((posture) => [
    clip(oneLine(postureName(posture)), width >= wideFrom ? 2 * nameWidth : nameWidth, ellipsis),
    ...keys.map((key) => oneLine(shortValue(posture[key])).replaceAll('/tcp', '').replaceAll('→', arrow)),
  ]);
  const heads = ['Container', ...keys.map((key) => postureLabels[key])];
  const widths = fitted(
    heads.map((head, index) => Math.max(columnsOf(head), ...rows.map((row) => columnsOf(row[index] ?? '')))),
    width - 2,
  );
  const line = (cells: readonly string[]): string =>
    `  ${widths
      .map((columns, index) => {
        const text = clip(cells[index] ?? '', columns, ellipsis);
        return text + ' '.repeat(columns - columnsOf(text));
      })
      .join(' '.repeat(gap))}`.trimEnd();
  const untold = postures.length - shown.length;
  return [
    `What ${plural(postures.length, 'container')} really ${postures.length === 1 ? 'runs' : 'run'} as`,
    paint('dim', line(heads)),
    ...rows.map(line),
    ...(untold > 0 ? [paint('dim', `  ${untold} more in the JSON and HTML reports`)] : []),
  ];
}

/** The widest columns behind the first give way until all fit. */
function fitted(widths: readonly number[], room: number): readonly number[] {
  const fitting = [...widths];
  const total = (): number => fitting.reduce((sum, width) => sum + width + gap, -gap);
  while (total() > room) {
    const widest = Math.max(...fitting.slice(1));
    if (widest <= least) break;
    fitting[fitting.indexOf(widest, 1)] = widest - 1;
  }
  return fitting;
}
