import type { Store } from '../store/index.ts';
import type { Duties, Member } from '../types/index.ts';
import { mayCurate } from './may.ts';

type House = Pick<Store, 'units' | 'hasRoster'>;

/** What the institution has given somebody to do about others, with the names of the units. */
export async function dutiesOf(store: House, member: Member): Promise<Duties> {
  const { manages = [], reviews = [], administrator, auditor } = member;
  const names = new Map((await store.units()).map(({ id, institution, name }) => [id, `${institution} ${name}`]));
  const place = (unit: string) => ({ unit, name: names.get(unit) ?? unit });
  return {
    manages: manages.map(place),
    reviews: reviews.map(({ unit, kinds }) => ({ ...place(unit), ...(kinds === undefined ? {} : { kinds }) })),
    curator: await mayCurate(store, member),
    administrator: administrator === true,
    auditor: auditor === true,
  };
}
