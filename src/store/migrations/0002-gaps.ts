import { type Kysely, sql } from 'kysely';

/** The gap log with reasons, groups and states, and the curator's edits. What the first log held is taken over, scrubbed. */
export async function up(db: Kysely<never>, serial: string): Promise<void> {
  const statements = [
    `create table gap_wordings (
      id ${serial}, question text not null, province text not null, grp integer, unique (question, province))`,
    `create index gap_wordings_group on gap_wordings (grp)`,
    `create table gap_events (
      wording integer not null, reason text not null, answered text not null, day text not null,
      times integer not null, primary key (wording, reason, answered, day))`,
    `create table gap_groups (
      id integer primary key, status text not null, note text, by_whom text not null, at text not null, edit integer,
      times integer not null)`,
    `create table curator_edits (
      id ${serial}, at text not null, by_whom text not null, edit text not null, file text not null,
      before_text text not null, after_text text not null, grp integer, state text not null, cases text not null,
      settled_at text, settled_by text)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
  const { rows } = await sql<{
    question: string;
    province: string;
    times: number;
    last_at: string;
  }>`select question, province, times, last_at from gaps order by first_at`.execute(db);
  for (const { question, province, times, last_at } of rows) {
    const words = scrub(question);
    await sql`insert into gap_wordings (question, province) values (${words}, ${province}) on conflict do nothing`.execute(
      db,
    );
    await sql`insert into gap_events (wording, reason, answered, day, times)
      select id, 'silent', '', ${last_at.slice(0, 10)}, ${times} from gap_wordings
      where question = ${words} and province = ${province}
      on conflict (wording, reason, answered, day) do update set times = gap_events.times + ${times}`.execute(db);
  }
  await sql`drop table gaps`.execute(db);
}

/*
 * The scrubbing as it was when this migration was published. It stays as it is: a database that is migrated later must come
 * out as one that was migrated then.
 */

/** Common family names that begin no word of the subject. */
const FAMILY =
  '王李张刘陈杨赵黄周吴徐孙胡朱林郭马罗梁宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏汪姜范姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟雷钱汤尹黎乔贺赖龚';
const CALLED = '医生|护士|主任|老师|大夫|医师|药师|技师|教授|院长|科长|同志|师傅';
const BEFORE = '^|[，。、；：,;:\\s和跟给帮替叫是问]';
/** 李四医生, 帮张三护士长: a family name, at most two more characters, and how one is addressed. */
const ADDRESSED = new RegExp(`(${BEFORE})[${FAMILY}][\\p{Script=Han}]{1,2}(?=${CALLED})`, 'gu');
const SAID = new RegExp(`(我是|这是|她叫|他叫)[${FAMILY}][\\p{Script=Han}]{1,2}(?=[，,。\\s；;！!？?]|$)`, 'gu');

/** The question without ID and phone numbers, mail, staff numbers and names. At most 300 characters. */
function scrub(question: string): string {
  return question
    .replace(/[０-９]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xff10 + 0x30))
    .replace(/\d{6}[\s-]?\d{8}[\s-]?\d{3}[\dXx]|\d{15}/gu, '〔证件号〕')
    .replace(/(?<!\d)1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)/gu, '〔手机号〕')
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, '〔邮箱〕')
    .replace(/(?:工号|学号|账号|帐号|胸牌号?)\s*[:：是为]?\s*[A-Za-z0-9-]{3,}/gu, '〔工号〕')
    .replace(/(我叫|我的名字是|姓名[:：是]?|本人)\s*[\p{Script=Han}]{2,4}(?=[，,。\s；;]|的|在|，|$)/gu, '$1〔姓名〕')
    .replace(SAID, '$1〔姓名〕')
    .replace(ADDRESSED, '$1〔姓名〕')
    .replace(/\d{6,}/gu, '〔号码〕')
    .slice(0, 300);
}
