import type { ManagerView } from '../../shared/wire.ts';

/** How many stand how: in figures, and as parts of a bar. */
export function Counts({ counts }: { readonly counts: ManagerView['counts'] }) {
  const { compliant, short, unknown, notCovered } = counts;
  const tiles: readonly { readonly name: string; readonly count: number; readonly tone: string }[] = [
    { name: '全部人员', count: compliant + short + unknown + notCovered, tone: '' },
    { name: '已达标', count: compliant, tone: 'good' },
    { name: '未达标', count: short, tone: 'short' },
    { name: '待核实', count: unknown, tone: 'unknown' },
    ...(notCovered > 0 ? [{ name: '不作要求', count: notCovered, tone: '' }] : []),
  ];
  return (
    <>
      <dl className="tiles">
        {tiles.map(({ name, count, tone }) => (
          <div key={name} className={`tile ${tone}`}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <div className="split" aria-hidden="true">
        <i className="good" style={{ flexGrow: compliant + notCovered }} />
        <i className="short" style={{ flexGrow: short }} />
        <i className="unknown" style={{ flexGrow: unknown }} />
      </div>
    </>
  );
}
