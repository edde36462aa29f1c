/** How long a hostile file is. */
export const size = 1_000_000;

/** Lines as long as BuildKit reads them, each of a head and one piece over and over. */
export function longLines(head: string, piece: string, tail = ''): string {
  return filled(() => `${head}${piece.repeat(Math.floor(60_000 / piece.length))}${tail}\n`);
}

/** Pieces one after another until there are as many letters, a megabyte where nothing is said. */
export function filled(piece: (index: number) => string, length = size): string {
  const parts: string[] = [];
  for (let made = 0; made < length;) {
    const part = piece(parts.length);
    parts.push(part);
    made += part.length;
  }
  return parts.join('');
}
