import './said.css';

/** How much of what is needed is there, drawn and in figures. */
export function Meter({ has, needs }: { readonly has: number; readonly needs: number }) {
  const part = needs > 0 ? Math.min(1, has / needs) : 1;
  return (
    <div className="drawn">
      <span className="meter" aria-hidden="true">
        <i style={{ width: `${part * 100}%` }} />
      </span>
      <span>
        {has} / {needs}
      </span>
    </div>
  );
}
