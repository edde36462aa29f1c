import type { Exposure, Finding, Fix, RelatedLocation, Subject, Waiver } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import { postureKeys, type Posture, type PostureValue } from '../model/report.ts';
import { quoteOf, Quotes } from './escape-json.ts';

/**
 * Findings and postures as the JSON report has them, each in one line. They are nearly all of a report and repeat each other, so
 * that they are put together from texts that are at hand. A field that is undefined is left out.
 */
export class JsonLines {
  readonly #quotes = new Quotes();

  ofFinding(finding: Finding): string {
    const { rule, severity, confidence, message, remedy, standing, fingerprint, location, subject } = finding;
    const { exposure, related, trail, sources, waiver, fix } = finding;
    return (
      `{"rule":${this.#text(rule)},"severity":${this.#text(severity)},"confidence":${this.#text(confidence)}` +
      `,"message":${quoteOf(message)},"remedy":${this.#text(remedy)},"standing":${this.#text(standing)}` +
      `,"fingerprint":${quoteOf(fingerprint)},"location":${this.#location(location)},"subject":${this.#subject(subject)}` +
      (exposure === undefined ? '' : `,"exposure":${this.#exposure(exposure)}`) +
      `,"related":${this.#places(related)}` +
      (trail === undefined ? '' : `,"trail":${this.#places(trail)}`) +
      `,"sources":${this.#list(sources)}` +
      (waiver === undefined ? '' : `,"waiver":${this.#waiver(waiver)}`) +
      (fix === undefined ? '}' : `,"fix":${this.#fix(fix)}}`)
    );
  }

  ofPosture(posture: Posture): string {
    const { subject, kind, location, when } = posture;
    let line = `{"subject":${this.#text(subject)},"kind":${this.#text(kind)},"location":${this.#location(location)}`;
    line += this.#member('when', when);
    for (const key of postureKeys) line += `,"${key}":${this.#value(posture[key])}`;
    return `${line}}`;
  }

  #value({ value, state, why, items, trail }: PostureValue): string {
    const more = this.#member('why', why) + (items === undefined ? '' : `,"items":${this.#list(items)}`);
    return `{"value":${this.#text(value)},"state":${this.#text(state)}${more},"trail":${listOf(trail, quoteOf)}}`;
  }

  #location({ path, startLine, startColumn, endLine, endColumn }: Location): string {
    return `{"path":${this.#text(path)},"startLine":${startLine},"startColumn":${startColumn},"endLine":${endLine},"endColumn":${endColumn}}`;
  }

  #places(places: readonly RelatedLocation[]): string {
    return listOf(places, ({ location, note }) => `{"location":${this.#location(location)},"note":${quoteOf(note)}}`);
  }

  #subject({ service, stage, image, platforms, package: name, version, fixedVersion, advisory }: Subject): string {
    return braces(
      this.#member('service', service) +
        this.#member('stage', stage) +
        this.#member('image', image) +
        (platforms === undefined ? '' : `,"platforms":${this.#list(platforms)}`) +
        this.#member('package', name) +
        this.#member('version', version) +
        this.#member('fixedVersion', fixedVersion) +
        this.#member('advisory', advisory),
    );
  }

  #exposure({ level, container, why }: Exposure): string {
    return `{"level":${this.#text(level)},"container":${this.#text(container)},"why":${this.#text(why)}}`;
  }

  #waiver({ rule, path, subject, reason, owner, until, source }: Waiver): string {
    return braces(
      this.#member('rule', rule) +
        this.#member('path', path) +
        this.#member('subject', subject) +
        this.#member('reason', reason) +
        this.#member('owner', owner) +
        this.#member('until', until) +
        this.#member('source', source),
    );
  }

  /** The edits stay out: they are offsets into a text that the reader of a report does not have. */
  #fix({ title, safety }: Fix): string {
    return `{"title":${this.#text(title)},"safety":${this.#text(safety)}}`;
  }

  #list(texts: readonly string[]): string {
    return listOf(texts, (text) => this.#text(text));
  }

  #member(key: string, text: string | undefined): string {
    return text === undefined ? '' : `,"${key}":${this.#text(text)}`;
  }

  #text(text: string): string {
    return this.#quotes.of(text);
  }
}

function listOf<T>(items: readonly T[], written: (item: T) => string): string {
  if (items.length === 0) return '[]';
  let list = '';
  for (const item of items) list += `${list === '' ? '[' : ','}${written(item)}`;
  return `${list}]`;
}

/** Members, each with a comma before it, as an object. */
function braces(members: string): string {
  return `{${members.slice(1)}}`;
}
