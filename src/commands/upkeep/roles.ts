import { allKinds } from '../../catalogue/index.ts';
import { Fault } from '../../errors.ts';
import { granted, type Role, roleChange, rolesIn, withdrawn } from '../../people/roles.ts';
import { loadRulesets } from '../../rules/index.ts';
import type { Store } from '../../store/index.ts';
import type { Member } from '../../types/index.ts';
import { isRequestKind, ROLE_NAMES, ROLES, reviewedName, roleWords } from '../../words/office/trail.ts';
import { REQUEST_NAMES } from '../../words/talk/request.ts';
import { RAW_DOCUMENTS, RULES } from '../folders.ts';
import type { Command } from '../jsonl.ts';
import { configuredStore } from './store.ts';

const usage = (words: string): Fault => new Fault('USAGE', `${words}\n\n${ROLES.usage}`);

/** Types of activity and kinds of request, by their names or as they are kept. @throws Fault USAGE */
export function kindsOf(text: string): readonly string[] {
  const known = [...allKinds(), ...Object.keys(REQUEST_NAMES)];
  return text
    .split(/[,，、]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const found = known.find((kind) => kind === one || reviewedName(kind) === one);
      if (found === undefined && !isRequestKind(one)) throw usage(ROLES.noKind(one));
      return found ?? one;
    });
}

const isRole = (name: string): name is keyof typeof ROLE_NAMES => Object.hasOwn(ROLE_NAMES, name);

/** The role that a command line names, by its name or as it is kept. @throws Fault USAGE */
async function roleOf(store: Store, [named = '', unit, kinds]: readonly string[]): Promise<Role> {
  const is = Object.entries(ROLE_NAMES).find(([role, name]) => role === named || name === named)?.[0] ?? named;
  if (named === '科教科') return roleOf(store, ['manager', ...(unit === undefined ? [] : [unit])]);
  if (!isRole(is)) throw usage(ROLES.noRole(named));
  if (is !== 'manager' && is !== 'reviewer') {
    if (unit !== undefined) throw usage(ROLES.noPlace(ROLE_NAMES[is]));
    return { is };
  }
  if (unit === undefined) throw usage(ROLES.needsUnit(ROLE_NAMES[is]));
  if (is === 'manager') return { is, unit };
  if (kinds === undefined) return { is, unit };
  // Rulesets declare kinds of their own.
  loadRulesets(RULES, RAW_DOCUMENTS);
  return { is, unit, kinds: kindsOf(kinds) };
}

/** Everybody who has a role, and which. */
async function list(store: Store): Promise<string> {
  const units = new Map((await store.units()).map((unit) => [unit.id, `${unit.institution} ${unit.name}`]));
  const place = (unit: string): string => units.get(unit) ?? unit;
  const found = (await store.members({ duty: true })).filter(({ member }) => Object.keys(rolesIn(member)).length > 0);
  const lines = found.map(({ member }) => {
    const { manages = [], reviews = [], staffNumber, name, demo } = member;
    const whole = (['curator', 'administrator', 'auditor'] as const).filter((is) => member[is] === true);
    const words = [
      ...manages.map((unit) => roleWords({ is: 'manager', place: place(unit) })),
      ...reviews.map(({ unit, kinds }) =>
        roleWords({ is: 'reviewer', place: place(unit), ...(kinds === undefined ? {} : { kinds }) }),
      ),
      ...whole.map((is) => roleWords({ is })),
    ];
    return `${staffNumber ?? ''}  ${name ?? ''}${demo === true ? '（演示）' : ''}  ${words.join('，')}\n`;
  });
  return lines.length === 0 ? ROLES.none : lines.join('');
}

/** Gives or takes one role. */
async function change(
  store: Store,
  what: 'add' | 'remove',
  [staffNumber = '', ...told]: readonly string[],
): Promise<string> {
  const found = await store.memberByStaffNumber(staffNumber);
  if (!found) throw usage(ROLES.noStaff(staffNumber));
  const role = await roleOf(store, told);
  const known = 'unit' in role ? await store.unit(role.unit) : undefined;
  if (what === 'add' && 'unit' in role && !known) throw usage(ROLES.noUnit(role.unit));
  const place = 'unit' in role ? { place: known ? `${known.institution} ${known.name}` : role.unit } : {};
  const words = roleWords({ is: role.is, ...place, ...('kinds' in role && role.kinds ? { kinds: role.kinds } : {}) });
  const after: Member = what === 'add' ? granted(found.member, role) : withdrawn(found.member, role);
  const name = found.member.name ?? staffNumber;
  const audited = roleChange(found.member, after, 'operator');
  if (audited.length === 0) return what === 'add' ? ROLES.had(name, words) : ROLES.hadNot(name, words);
  await store.commit({
    at: new Date().toISOString(),
    writes: [{ is: 'member', member: after, origin: found.origin }, ...audited],
  });
  return what === 'add' ? ROLES.granted(name, words) : ROLES.withdrawn(name, words);
}

/** `roles`: who has which role; `roles add` and `roles remove` give and take one. @throws Fault USAGE */
export const run: Command = async ([what, ...told], { output, doors = {} }) => {
  if (what !== undefined && what !== 'add' && what !== 'remove') throw new Fault('USAGE', ROLES.usage);
  if (what !== undefined && (told.length < 2 || told.length > 4)) throw new Fault('USAGE', ROLES.usage);
  const { store } = await configuredStore(doors);
  try {
    const words = what === undefined ? await list(store) : await change(store, what, told);
    await new Promise<void>((done) => {
      output.write(words, () => done());
    });
    return 0;
  } finally {
    await store.close();
  }
};
