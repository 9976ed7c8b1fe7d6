import { Person } from '../../shared/Person.tsx';
import type { Column } from '../../shared/table/columns.ts';
import type { ManagerRow } from '../../shared/wire.ts';
import { unitWord, yearPart } from '../../shared/year.ts';

/** Those who need something first. */
const VERDICTS: {
  readonly [verdict in ManagerRow['verdict']]: { readonly rank: number; readonly words: string; readonly tone: string };
} = {
  short: { rank: 0, words: '未达标', tone: 'pill-short' },
  unknown: { rank: 1, words: '待核实', tone: '' },
  compliant: { rank: 2, words: '已达标', tone: 'pill-good' },
  'not-covered': { rank: 3, words: '不作要求', tone: '' },
};

/** What a manager sees of each person, from left to right. A further column is one more object here. */
export const COLUMNS: readonly Column<ManagerRow>[] = [
  {
    id: 'name',
    header: '姓名',
    names: true,
    sort: ({ name }) => name,
    show: ({ name }) => <Person name={name} />,
  },
  {
    id: 'title',
    header: '职称',
    sort: ({ titleName }) => titleName,
    show: ({ titleName }) => titleName,
  },
  {
    id: 'credits',
    header: '已得 / 应得',
    sort: ({ total }) => total,
    show: ({ total, required, unit, verdict }) => {
      const met = verdict === 'compliant';
      return (
        <>
          <span>
            <strong>{total}</strong> / {required ?? '—'} {unitWord(unit)}
          </span>
          <span className="meter" aria-hidden="true">
            <i className={met ? '' : 'short'} style={{ width: `${yearPart(required, total, met) * 100}%` }} />
          </span>
        </>
      );
    },
  },
  {
    id: 'state',
    header: '情况',
    sort: ({ verdict }) => VERDICTS[verdict].rank,
    show: ({ verdict, words }) => (
      <>
        <span className={`pill ${VERDICTS[verdict].tone}`}>{VERDICTS[verdict].words}</span>
        <span className="member-words">{words}</span>
      </>
    ),
  },
];
