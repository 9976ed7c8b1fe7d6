/** Questions that no policy document of ours can answer, told by their words alone. Data from faq/guards.yaml. */
import { z } from 'zod';
import { anyOf, checkedYaml, compiled, type YamlFile } from './yaml-file.ts';

/** Kinds that have an answer of their own. */
const OWN = ['hello', 'injection', 'record'] as const;

const schema = z
  .array(
    z
      .strictObject({
        id: z.string().regex(/^[a-z-]+$/u),
        words: anyOf,
        about: z.string().min(1).optional(),
        ask: z.string().min(1).optional(),
      })
      .refine(({ id, about }) => OWN.some((own) => own === id) || about !== undefined, {
        path: ['about'],
        message: 'is missing',
      }),
  )
  .check(({ value, issues }) => {
    value.forEach(({ id }, at) => {
      if (value.findIndex((one) => one.id === id) < at)
        issues.push({ code: 'custom', path: [at, 'id'], message: `${id} is used twice`, input: id });
    });
  });

export type Guard =
  | { readonly is: (typeof OWN)[number]; readonly pattern: RegExp }
  /** `about`: what the documents do not tell; `ask`: whom to ask, '' for nobody. */
  | { readonly is: 'off-topic'; readonly pattern: RegExp; readonly about: string; readonly ask: string };

/** Reads guards (parsed YAML), in the order in which they are tried. Throws `DOCUMENT_INVALID` with file and line. */
export const readGuards = (parsed: unknown, file: YamlFile): readonly Guard[] =>
  checkedYaml(schema, parsed ?? [], file).map(({ id, words, about = '', ask = '' }): Guard => {
    const pattern = compiled(words, 'i');
    const own = OWN.find((one) => one === id);
    return own ? { is: own, pattern } : { is: 'off-topic', pattern, about, ask };
  });

export const guardOf = (guards: readonly Guard[], text: string): Guard | undefined =>
  guards.find(({ pattern }) => pattern.test(text));
