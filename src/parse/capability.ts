/**
 * A capability as it is compared: in capitals without `CAP_`. `CAP_ALL` stays as it is, because the engine knows no capability
 * of that name.
 */
export function capabilityFromText(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/^CAP_(?!ALL$)/, '');
}
