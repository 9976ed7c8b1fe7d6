import { type Kysely, sql } from 'kysely';

/** Units form a tree; whoever has any duty over others is found; the audit trail says who. */
export async function up(db: Kysely<never>): Promise<void> {
  const statements = [
    `alter table units add column parent text`,
    `alter table members rename column is_manager to has_duty`,
    `update members set has_duty = 1 where profile like '%"curator":true%'`,
    `alter table audit add column by_whom text`,
    `create index audit_by on audit (by_whom, id)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
  // Until now the name of who did it stood in the detail, where it stood at all.
  const { rows } = await sql<{ id: number; detail: string }>`select id, detail from audit`.execute(db);
  for (const { id, detail } of rows) {
    const { by } = JSON.parse(detail) as { readonly by?: unknown };
    if (typeof by === 'string') await sql`update audit set by_whom = ${by} where id = ${id}`.execute(db);
  }
}
