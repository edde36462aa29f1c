/** Where an advisory can be read, if its id is one of a known kind. The address holds nothing but that id. */
export function advisoryAddress(advisory: string): string | undefined {
  if (/^CVE-\d{4}-\d{4,}$/.test(advisory)) return `https://nvd.nist.gov/vuln/detail/${advisory}`;
  return /^GHSA(?:-[0-9a-z]{4}){3}$/.test(advisory) ? `https://github.com/advisories/${advisory}` : undefined;
}
