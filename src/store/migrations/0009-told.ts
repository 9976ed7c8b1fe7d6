import { type Kysely, sql } from 'kysely';

/** What people of the roster said of themselves after the last import was kept as if it stood there: it is marked as their own word. */
export async function up(db: Kysely<never>): Promise<void> {
  const { rows: members } = await sql<{ id: string; profile: string }>`
    select id, profile from members where origin = 'roster'`.execute(db);
  for (const { id, profile } of members) {
    const { rows } = await sql<{ what: string; detail: string }>`
      select what, detail from audit where member = ${id} and what in ('profile', 'imported') order by id`.execute(db);
    const since = rows.slice(rows.findLastIndex(({ what }) => what === 'imported') + 1);
    const fields = new Set(since.flatMap(({ detail }) => namesIn(detail)));
    if (fields.size === 0) continue;
    const member = JSON.parse(profile) as { readonly [name: string]: unknown };
    const parts = Object.keys((member.institution ?? {}) as object).map((part) => `institution.${part}`);
    const told = [...fields].flatMap((field) =>
      field === 'titles' ? ['title'] : field === 'institution' ? parts : FACTS.includes(field) ? [field] : [],
    );
    if (told.length === 0) continue;
    const next = JSON.stringify({ ...member, told: [...new Set(told)].sort() });
    await sql`update members set profile = ${next} where id = ${id}`.execute(db);
  }
}

const FACTS = [
  'name',
  'province',
  'title',
  'profession',
  'grade',
  'flags',
  'pgmePassed',
  'unitRequirement',
  'maternityLeave',
];

const namesIn = (detail: string): readonly string[] => {
  const { fields } = JSON.parse(detail) as { readonly fields?: unknown };
  return Array.isArray(fields) ? fields.filter((field): field is string => typeof field === 'string') : [];
};
