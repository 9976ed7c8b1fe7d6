import type { FieldValue, Member, RuleSettings } from '../types/index.ts';

/** Readings and parameters as `assess` takes them. */
interface Chosen {
  readonly readings?: { readonly [doubt: string]: string };
  readonly parameters?: { readonly [name: string]: FieldValue };
}

/** What an operator chose for this person: the province's settings, and above them those of the person's institution. */
export function settingsOf(settings: RuleSettings | undefined, member: Member | undefined): Chosen {
  const province = settings?.[member?.province ?? ''];
  const institution = province?.institutions?.[member?.institution?.name ?? ''];
  const readings = { ...province?.readings, ...institution?.readings };
  const parameters = { ...province?.parameters, ...institution?.parameters };
  return {
    ...(Object.keys(readings).length > 0 ? { readings } : {}),
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
  };
}
